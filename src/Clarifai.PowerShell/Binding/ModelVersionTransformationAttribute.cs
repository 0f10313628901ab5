using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Accepts a model version as its id or as an object from Get-ClarifaiModelVersion, even deserialized from a job or remote session.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ModelVersionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ((inputData as PSObject)?.BaseObject ?? inputData) switch
        {
            ClarifaiModelVersion version => version.Id,
            _ when inputData is PSObject copy && copy.IsCopyOf("Clarifai.ClarifaiModelVersion") => copy.TextOf("Id"),
            _ => inputData,
        };
}
