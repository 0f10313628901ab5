using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Rejects keywords of which nothing would remain, such as spaces.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateKeywordAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        if (KeywordText.Clean((string)element).Length == 0)
        {
            throw new ValidationMetadataException("A keyword must not consist of spaces only.");
        }
    }
}
