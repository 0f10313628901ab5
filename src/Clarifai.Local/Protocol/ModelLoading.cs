using System.Net;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Protocol;

/// <summary>Waits for a model, and rejects the request if it cannot be loaded.</summary>
internal static class ModelLoading
{
    /// <param name="model">The model.</param>
    /// <param name="log">Receives the error if it cannot be loaded.</param>
    /// <param name="cancellation">Cancels the wait; loading continues for later requests.</param>
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
            // The message of a file error is complete.
            Exception? trace = failure is ModelFileException ? null : failure;
            log.LogError(trace, "The model '{Name}' cannot be loaded: {Reason}", model.Folder.Manifest.Name, failure.Message);
            throw Refusal(failure);
        }
    }

    /// <summary>Creates the error for a request whose model cannot be loaded.</summary>
    public static RequestRejectedException Refusal(Exception failure) => new(
        HttpStatusCode.InternalServerError,
        EngineStatusCodes.ModelDeploymentFailed,
        $"The model cannot be loaded: {failure.Message}",
        failure);
}
