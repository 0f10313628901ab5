using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Binds a row of a table of our answers, or an answer returned from a job, by its source. Everything else is left unchanged and binds as
/// usual.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SourceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject { BaseObject: PSCustomObject } row && AddressTransformationAttribute.FindSource(row) is { } source
            ? source
            : inputData;
}
