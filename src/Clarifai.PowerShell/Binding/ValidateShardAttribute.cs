using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Accepts the text of a shard only: n/m, from 1/m to m/m.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateShardAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (Shard.Parse((string)arguments) is null)
        {
            throw new ValidationMetadataException(
                $"'{arguments}' is not a valid shard. Specify its number and the total, such as 1/16 to 16/16. "
                + "Numbering starts at 1: add 1 to a zero-based index.");
        }
    }
}
