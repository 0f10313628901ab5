using System.Net;
using Clarifai.Local.Manifests;
using Clarifai.Local.Protocol;

namespace Clarifai.Local.Video;

/// <summary>The sampling interval of a video.</summary>
/// <param name="SampleMs">Milliseconds between frames.</param>
internal sealed record VideoSampling(int SampleMs)
{
    /// <summary>Reads the option; null for a model that does not accept videos.</summary>
    /// <param name="config">The options as sent.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="output">The model's output.</param>
    /// <exception cref="RequestRejectedException">The option is out of range.</exception>
    public static VideoSampling? Read(OutputConfig config, string model, ModelOutput output)
    {
        if (config.SampleMs is < PredictOptions.LeastSampleMs or > PredictOptions.MostSampleMs)
        {
            throw new RequestRejectedException(
                HttpStatusCode.BadRequest,
                StatusCodes.ModelInvalidArgument,
                $"sample_ms is {config.SampleMs}; it must be from {PredictOptions.LeastSampleMs} to {PredictOptions.MostSampleMs}.");
        }

        return PublicModels.TakesVideosLocally(model, output == ModelOutput.Embeddings)
            ? new VideoSampling(config.SampleMs ?? PredictOptions.DefaultSampleMs)
            : null;
    }
}
