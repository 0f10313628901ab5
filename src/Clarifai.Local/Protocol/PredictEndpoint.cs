using System.Net;
using Clarifai.Local.Inference;
using Clarifai.Local.Video;

namespace Clarifai.Local.Protocol;

/// <summary>POST .../models/{model}/outputs: images and videos in, predictions out.</summary>
internal sealed class PredictEndpoint(
    ModelDirectory models,
    Predictor predictor,
    ServiceLimits limits,
    TimeProvider time,
    ILogger<PredictEndpoint> log,
    CancellationToken engineEnded)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, engineEnded);
        ServedModel model = models.Serve(context);
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, ended.Token);
        PredictRequest request = PredictRequestReader.Read(body.Json, limits.InputsPerRequest);
        OutputFilter filter = OutputFilterReader.Read(request.Config, model, out IReadOnlyList<SelectedConcept> unknown);
        var sampling = VideoSampling.Read(request.Config, model.Id, model.Output);

        IPictureModel network = await ModelLoading.LoadAsync(model, log, ended.Token);
        InputAnswer[] outcomes = await predictor.PredictAsync(
            network, body, request.Inputs, sampling, $"The model '{model.Id}' does", ended.Token);

        (HttpStatusCode http, int code, string? details) = Summarize(outcomes, unknown);
        await Answer.SendAsync(context, http, code, details, json =>
        {
            json.WriteStartArray("outputs"u8);
            foreach (InputAnswer outcome in outcomes)
            {
                Answer.WriteOutput(json, model, outcome, filter, time.GetUtcNow());
            }

            json.WriteEndArray();
        });
    }

    private static (HttpStatusCode Http, int Code, string? Details) Summarize(
        InputAnswer[] outcomes, IReadOnlyList<SelectedConcept> unknown)
    {
        (HttpStatusCode http, int code, string? details) = InputAnswer.Summarize(outcomes, outcome => outcome);
        if (code != StatusCodes.Success || unknown.Count == 0)
        {
            return (http, code, details);
        }

        string lacking = $"The model does not have these selected concepts: {string.Join(", ", unknown)}.";
        return (HttpStatusCode.MultiStatus, StatusCodes.MixedStatus, lacking);
    }
}
