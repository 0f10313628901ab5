using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Keeps the path of the file with the bytes that Get-Content outputs as an array of objects: it tells whether they are the whole file.
/// Everything else is left unchanged.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class BytesTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is not PSObject { BaseObject: object[] content } output
            || output.Properties["PSPath"] is not { } path
            || !LanguagePrimitives.TryConvertTo(content, out byte[] bytes))
        {
            return inputData;
        }

        PSObject.AsPSObject(bytes).Properties.Add(new PSNoteProperty(path.Name, path.Value));
        return bytes;
    }
}
