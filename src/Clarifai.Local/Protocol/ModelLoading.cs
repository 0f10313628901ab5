using System.Net;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>Waits for a model, and answers the request where it cannot be had.</summary>
internal static class ModelLoading
{
    /// <exception cref="RequestRejectedException">The model cannot be loaded.</exception>
    public static async Task<IPictureModel> LoadAsync(ServedModel model, ILogger log)
    {
        try
        {
            return await model.Network;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Model {Name} cannot be loaded.", model.Folder.Manifest.Name);
            throw new RequestRejectedException(
                HttpStatusCode.InternalServerError,
                EngineStatusCodes.ModelDeploymentFailed,
                $"The model cannot be loaded: {failure.Message}",
                failure);
        }
    }
}
