using System.Net;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Protocol;

/// <summary>Waits for a model, and answers the request where it cannot be had.</summary>
internal static class ModelLoading
{
    /// <param name="model">The model.</param>
    /// <param name="log">Gets the reason why it cannot be had.</param>
    /// <param name="cancellation">Ends the waiting; the model is loaded all the same, for whoever asks next.</param>
    /// <exception cref="RequestRejectedException">The model cannot be loaded.</exception>
    public static async Task<IPictureModel> LoadAsync(ServedModel model, ILogger log, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await model.Network.WaitAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // What is wrong with a file is said in full by the message.
            Exception? trace = failure is ModelFileException ? null : failure;
            log.LogError(trace, "Model {Name} cannot be loaded: {Reason}", model.Folder.Manifest.Name, failure.Message);
            throw Refusal(failure);
        }
    }

    /// <summary>Makes the answer to a request for a model that cannot be had.</summary>
    public static RequestRejectedException Refusal(Exception failure) => new(
        HttpStatusCode.InternalServerError,
        EngineStatusCodes.ModelDeploymentFailed,
        $"The model cannot be loaded: {failure.Message}",
        failure);
}
