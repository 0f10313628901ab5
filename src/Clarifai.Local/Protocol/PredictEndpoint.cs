using System.Net;
using Clarifai.Local.Inference;
using Clarifai.Local.Video;

namespace Clarifai.Local.Protocol;

/// <summary>POST .../models/{model}/outputs: pictures and videos in, what the model says of them out.</summary>
internal sealed class PredictEndpoint(ModelCatalogue catalogue, Predictor predictor, ServiceLimits limits, TimeProvider time, ILogger<PredictEndpoint> log, CancellationToken engineEnded)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, engineEnded);
        ServedModel model = ModelRoute.Resolve(context, catalogue);
        using RequestBody body = await RequestBody.ReadAsync(context.Request, limits.MaximumRequestBytes, ended.Token);
        PredictRequest request = PredictRequestReader.Read(body.Json, limits.InputsPerRequest);
        OutputFilter filter = OutputFilterReader.Read(request.Config, model.Folder.Vocabulary, out IReadOnlyList<SelectedConcept> unknown);

        var videos = VideoSampling.Read(request.Config, model.Id);

        IPictureModel network = await LoadAsync(model);
        PredictOutcome[] outcomes = await predictor.PredictAsync(network, body, request.Inputs, videos, ended.Token);

        (HttpStatusCode http, int code, string? details) = Summarise(outcomes, unknown);
        await Answer.SendAsync(context, http, code, details, json =>
        {
            json.WriteStartArray("outputs"u8);
            foreach (PredictOutcome outcome in outcomes)
            {
                Answer.WriteOutput(json, model, outcome, filter, time.GetUtcNow());
            }

            json.WriteEndArray();
        });
    }

    private static (HttpStatusCode Http, int Code, string? Details) Summarise(PredictOutcome[] outcomes, IReadOnlyList<SelectedConcept> unknown)
    {
        int succeeded = outcomes.Count(outcome => outcome.Succeeded);
        if (succeeded == 0)
        {
            return (HttpStatusCode.BadRequest, StatusCodes.Failure, outcomes.Length == 1 ? outcomes[0].Details : "Every input failed: each output has its reason.");
        }

        if (succeeded < outcomes.Length)
        {
            return (HttpStatusCode.MultiStatus, StatusCodes.MixedStatus, $"{outcomes.Length - succeeded} of {outcomes.Length} inputs failed: their outputs have the reasons.");
        }

        return unknown.Count == 0
            ? (HttpStatusCode.OK, StatusCodes.Success, null)
            : (HttpStatusCode.MultiStatus, StatusCodes.MixedStatus, $"The model does not have these selected concepts: {string.Join(", ", unknown)}.");
    }

    private async Task<IPictureModel> LoadAsync(ServedModel model)
    {
        try
        {
            return await model.Network;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Model {Name} cannot be loaded.", model.Folder.Manifest.Name);
            throw new RequestRejectedException(
                HttpStatusCode.InternalServerError, EngineStatusCodes.ModelDeploymentFailed, $"The model cannot be loaded: {failure.Message}", failure);
        }
    }
}
