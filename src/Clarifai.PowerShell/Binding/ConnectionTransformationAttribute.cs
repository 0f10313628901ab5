using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Explains why a connection that was serialized by a job or remote session is unusable.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject copy && copy.IsCopyOf("Clarifai.PowerShell.ClarifaiConnection")
            ? throw new ArgumentTransformationMetadataException(
                "This is only a copy of a connection: the key and the engine are not available in other processes. "
                + "Connect inside the job or session.")
            : inputData;
}
