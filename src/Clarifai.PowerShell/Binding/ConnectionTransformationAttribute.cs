using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Says why a connection that has been through a job or a remote session is none any more.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Deserialized = "Deserialized.Clarifai.PowerShell.ClarifaiConnection";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject copy && copy.TypeNames.Contains(Deserialized)
            ? throw new ArgumentTransformationMetadataException(
                "This is only a copy of a connection: the key and the engine do not go into other processes. "
                + "Connect inside the job or session.")
            : inputData;
}
