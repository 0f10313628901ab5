using System.Net;
using Clarifai.Local.Protocol;

namespace Clarifai.Local.Video;

/// <summary>How often a request wants to hear of a video.</summary>
/// <param name="SampleMs">Milliseconds from one frame to the next.</param>
internal sealed record VideoSampling(int SampleMs)
{
    private const int Default = 1000;
    private const int Minimum = 100;
    private const int Maximum = 60_000;

    /// <summary>Reads the option; null for a model that takes no videos. One that is the user's own takes them.</summary>
    /// <param name="config">The options as sent.</param>
    /// <param name="model">The model's id.</param>
    /// <exception cref="RequestRejectedException">The option is out of range.</exception>
    public static VideoSampling? Read(OutputConfig config, string model)
    {
        if (config.SampleMs is < Minimum or > Maximum)
        {
            throw new RequestRejectedException(
                HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument, $"sample_ms is {config.SampleMs}; it can be {Minimum} to {Maximum}.");
        }

        return PublicModels.Find(model)?.SupportsVideo == false ? null : new VideoSampling(config.SampleMs ?? Default);
    }
}
