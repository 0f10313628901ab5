using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Takes a model as its name or as an object: one of Get-ClarifaiModel or Get-ClarifaiModelVersion, also one that has been through a job
/// or a remote session. An object says whose the model is, so that an id may have slashes in it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ModelTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ((inputData as PSObject)?.BaseObject ?? inputData) switch
        {
            string name => new ModelArgument(name),
            ClarifaiModel model => new ModelArgument(ModelReference.Of(model.Id, model.UserId, model.AppId)),
            ClarifaiModelVersion version => new ModelArgument(version.Reference.WithVersion(version.Id)),
            _ when inputData is PSObject copy && copy.IsCopyOf("Clarifai.ClarifaiModel") =>
                new ModelArgument(ModelReference.Of(copy.TextOf("Id"), copy.FindText("UserId"), copy.FindText("AppId"))),
            _ when inputData is PSObject copy && copy.IsCopyOf("Clarifai.ClarifaiModelVersion") => new ModelArgument(
                ModelReference.Of(copy.TextOf("ModelId"), copy.FindText("UserId"), copy.FindText("AppId")).WithVersion(copy.TextOf("Id"))),
            null or ModelArgument => inputData,
            _ => throw new ArgumentTransformationMetadataException(
                $"An object of type {inputData!.GetType().Name} is no model: give a name, or one object of Get-ClarifaiModel."),
        };
}
