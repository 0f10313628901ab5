using System.Net;
using Clarifai.Local.Manifests;
using Clarifai.Local.Protocol;

namespace Clarifai.Local.Video;

/// <summary>How often a request wants to hear of a video.</summary>
/// <param name="SampleMs">Milliseconds from one frame to the next.</param>
internal sealed record VideoSampling(int SampleMs)
{
    /// <summary>
    /// Reads the option; null for a model that takes no videos, as the service's of that name does not. One that is the user's own takes
    /// them, and so does one that embeds: frames are to be compared with pictures.
    /// </summary>
    /// <param name="config">The options as sent.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="output">What it answers with.</param>
    /// <exception cref="RequestRejectedException">The option is out of range.</exception>
    public static VideoSampling? Read(OutputConfig config, string model, ModelOutput output)
    {
        if (config.SampleMs is < PredictOptions.LeastSampleMs or > PredictOptions.MostSampleMs)
        {
            throw new RequestRejectedException(
                HttpStatusCode.BadRequest,
                StatusCodes.ModelInvalidArgument,
                $"sample_ms is {config.SampleMs}; it can be {PredictOptions.LeastSampleMs} to {PredictOptions.MostSampleMs}.");
        }

        bool takesVideos = output == ModelOutput.Embeddings || PublicModels.Find(model)?.SupportsVideo != false;
        return takesVideos ? new VideoSampling(config.SampleMs ?? PredictOptions.DefaultSampleMs) : null;
    }
}
