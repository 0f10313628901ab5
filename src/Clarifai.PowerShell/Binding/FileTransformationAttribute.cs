using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Binds a file or folder from the pipeline by its full path, which saves the binder looking for every name of every parameter in it. The
/// path of a share is left to its properties: it is relative to a location outside of the file system. Everything else binds as usual.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class FileTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject { BaseObject: FileSystemInfo { FullName: [not '\\', ..] path } } ? new[] { path } : inputData;
}
