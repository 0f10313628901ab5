using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Accepts a model as a name or as an object from Get-ClarifaiModel or Get-ClarifaiModelVersion, even deserialized from a job or remote
/// session. An object includes the owner, so its id may contain slashes.
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
            TrainedModel model => new ModelArgument(ModelReference.Of(model.Id, model.UserId, model.AppId)),
            ClarifaiModelVersion version => new ModelArgument(version.Reference.WithVersion(version.Id)),
            _ when inputData is PSObject copy && (copy.IsCopyOf("Clarifai.ClarifaiModel") || copy.IsCopyOf("Clarifai.TrainedModel")) =>
                new ModelArgument(ModelReference.Of(copy.TextOf("Id"), copy.FindText("UserId"), copy.FindText("AppId"))),
            _ when inputData is PSObject copy && copy.IsCopyOf("Clarifai.ClarifaiModelVersion") => new ModelArgument(
                ModelReference.Of(copy.TextOf("ModelId"), copy.FindText("UserId"), copy.FindText("AppId")).WithVersion(copy.TextOf("Id"))),
            null or ModelArgument => inputData,
            _ => throw new ArgumentTransformationMetadataException(
                $"An object of type {inputData!.GetType().Name} is not a model: specify a name, or one object from Get-ClarifaiModel."),
        };
}
