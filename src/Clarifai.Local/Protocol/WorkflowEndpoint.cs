using System.Net;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>.../workflows and below: several models in one call.</summary>
internal sealed class WorkflowEndpoint(
    WorkflowCatalogue catalogue,
    Predictor predictor,
    ServiceLimits limits,
    TimeProvider time,
    ILogger<WorkflowEndpoint> log,
    CancellationToken engineEnded)
{
    public const string Workflow = "workflow";

    public Task ListAsync(HttpContext context)
    {
        var page = Page.Read(context.Request.Query);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartArray("workflows"u8);
            foreach (Workflow workflow in page.Of(catalogue.Workflows))
            {
                json.WriteStartObject();
                Answer.WriteWorkflowMembers(json, workflow);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public Task ShowAsync(HttpContext context)
    {
        Workflow workflow = Resolve(context);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartObject("workflow"u8);
            Answer.WriteWorkflowMembers(json, workflow);
            json.WriteEndObject();
        });
    }

    public async Task PredictAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, engineEnded);
        Workflow workflow = Resolve(context);
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, ended.Token);
        PredictRequest request = PredictRequestReader.Read(body.Json, limits.WorkflowInputsPerRequest);

        // A workflow knows two options only; models differ in their languages and concepts.
        OutputConfig sent = request.WorkflowConfig;
        var config = new OutputConfig { MaximumConcepts = sent.MaximumConcepts, MinimumValue = sent.MinimumValue };
        (ServedModel Model, OutputFilter Filter)[] models =
            [.. workflow.Models.Select(model => (model, OutputFilterReader.Read(config, model, out _)))];
        IPictureModel[] networks = await Task.WhenAll(
            workflow.Models.Select(model => ModelLoading.LoadAsync(model, log, ended.Token)));

        InputAnswer[][] outcomes = await predictor.PredictAsync(networks, body, request.Inputs, ended.Token);

        (HttpStatusCode http, int code, string? details) = InputAnswer.Summarize(
            outcomes, result => result.FirstOrDefault(outcome => !outcome.Succeeded) ?? result[0]);
        await Answer.SendAsync(context, http, code, details, json =>
        {
            json.WriteStartObject("workflow"u8);
            Answer.WriteWorkflowMembers(json, workflow);
            json.WriteEndObject();
            json.WriteStartArray("results"u8);
            foreach (InputAnswer[] result in outcomes)
            {
                Answer.WriteResult(json, models, result, time.GetUtcNow());
            }

            json.WriteEndArray();
        });
    }

    private Workflow Resolve(HttpContext context)
    {
        string id = ModelRoute.Read(context, Workflow)!;
        return catalogue.Find(id) ?? throw new RequestRejectedException(
            HttpStatusCode.NotFound,
            EngineStatusCodes.WorkflowDoesNotExist,
            $"The local engine does not have the workflow '{AppRoute.Read(context).NameOf(id)}'. "
            + $"It has: {string.Join(", ", catalogue.Workflows.Select(served => served.Id))}.");
    }
}
