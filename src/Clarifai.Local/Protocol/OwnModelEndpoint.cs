using System.Net;
using Clarifai.Local.Inference;
using Clarifai.Local.Storage;
using Clarifai.Local.Training;

namespace Clarifai.Local.Protocol;

/// <summary>The addresses that create, train, evaluate and delete an app's own models.</summary>
internal sealed class OwnModelEndpoint(
    Database data, ModelCatalogue catalogue, ModelDirectory models, Trainer trainer, ServiceLimits limits, TimeProvider time)
{
    private static readonly TrainingPlan Nothing = new([], IsExclusive: false, IsClosed: false);

    public async Task CreateAsync(HttpContext context)
    {
        using ReceivedBody body = await ReadAsync(context);
        ReceivedModel received = ModelsRequest.ReadNew(body);
        if (catalogue.Find(received.Id) is not null || PublicModels.Find(received.Id) is not null)
        {
            throw Invalid($"'{received.Id}' is the name of a model that every app has. Choose another name.");
        }

        AppKey app = AppRoute.Read(context);
        TrainingPlan plan = received.Plan.ApplyTo(Nothing, ChangeAction.Overwrite);
        var model = new OwnModel(0, app, received.Id, received.Name ?? received.Id, time.GetUtcNow(), plan);
        _ = data.Write(connection =>
        {
            if (ModelTable.Find(connection, app, received.Id) is { } existing)
            {
                throw Invalid($"The app already has a model '{existing.Id}'.");
            }

            ModelTable.Add(connection, model);
            return true;
        });
        await SendAsync(context, ModelDescription.Of(new OwnModelState(model, [])));
    }

    public async Task ChangeAsync(HttpContext context)
    {
        using ReceivedBody body = await ReadAsync(context);
        (string? name, IReadOnlyList<ReceivedModel> changes) = ModelsRequest.ReadChanges(body);
        ChangeAction action = ChangeActions.Read(name);
        AppKey app = AppRoute.Read(context);
        OwnModelState[] changed =
        [
            .. changes.Select(change =>
            {
                OwnModelState own = models.ExpectOwn(app, change.Id);
                OwnModel model = own.Model;
                return own with
                {
                    Model = model with { Name = change.Name ?? model.Name, Plan = change.Plan.ApplyTo(model.Plan, action) },
                };
            }),
        ];
        _ = data.Write(connection =>
        {
            foreach (OwnModelState own in changed)
            {
                ModelTable.Update(connection, own.Model);
            }

            return true;
        });
        await Answer.SendOkAsync(context, json =>
        {
            json.WriteStartArray("models"u8);
            foreach (OwnModelState own in changed)
            {
                json.WriteStartObject();
                Answer.WriteModelMembers(json, ModelDescription.Of(own));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public async Task TrainAsync(HttpContext context)
    {
        using ReceivedBody body = await ReadAsync(context);
        ReceivedPlan received = ModelsRequest.ReadTraining(body);
        OwnModel model = models.ExpectOwn(context).Model;
        OwnModel planned = model with { Plan = received.ApplyTo(model.Plan, ChangeAction.Overwrite) };
        OwnVersion version = trainer.Start(planned, changesPlan: received != ReceivedPlan.Nothing);
        await SendAsync(context, ModelDescription.Of(planned, version));
    }

    public Task DeleteAsync(HttpContext context) => DeleteAsync(context, [models.ExpectOwn(context).Model]);

    public async Task DeleteManyAsync(HttpContext context)
    {
        using ReceivedBody body = await ReadAsync(context);
        AppKey app = AppRoute.Read(context);
        IReadOnlyList<OwnModel> deleted = InputsRequest.ReadDeleted(body) is { } ids
            ? [.. ids.Distinct().Select(id => models.ExpectOwn(app, id).Model)]
            : data.Read(connection => ModelTable.List(connection, app), none: []);
        await DeleteAsync(context, deleted);
    }

    public Task DeleteVersionAsync(HttpContext context)
    {
        OwnVersion version = ExpectVersion(context);
        _ = data.Write(connection =>
        {
            ModelTable.DeleteVersion(connection, version);
            return true;
        });
        trainer.Sweep();
        return Answer.SendOkAsync(context, _ => { });
    }

    /// <summary>Accepts the request for an evaluation. It was made during the training, as the inputs may have changed since.</summary>
    public Task EvaluateAsync(HttpContext context)
    {
        OwnVersion version = ExpectTrained(context);
        return Answer.SendOkAsync(context, json => Answer.WriteVersion(json, VersionDescription.Of(version) with
        {
            Metrics = Evaluation.Queue(version.Summary!),
        }));
    }

    public Task ShowEvaluationAsync(HttpContext context)
    {
        OwnVersion version = ExpectTrained(context);
        string? metrics = data.Read(connection => ModelTable.Metrics(connection, version), none: null);
        return Answer.SendOkAsync(
            context, json => Answer.WriteVersion(json, VersionDescription.Of(version) with { Metrics = metrics }));
    }

    private static Task SendAsync(HttpContext context, ModelDescription model) => Answer.SendOkAsync(context, json =>
    {
        json.WriteStartObject("model"u8);
        Answer.WriteModelMembers(json, model);
        json.WriteEndObject();
    });

    private static RequestRejectedException Invalid(string details) =>
        new(HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument, details);

    private Task<ReceivedBody> ReadAsync(HttpContext context) =>
        ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, context.RequestAborted);

    private Task DeleteAsync(HttpContext context, IReadOnlyList<OwnModel> deleted)
    {
        if (deleted.Count > 0)
        {
            _ = data.Write(connection =>
            {
                foreach (OwnModel model in deleted)
                {
                    ModelTable.Delete(connection, model);
                }

                return true;
            });
            trainer.Sweep();
        }

        return Answer.SendOkAsync(context, _ => { });
    }

    private OwnVersion ExpectVersion(HttpContext context) => ModelDirectory.ExpectVersion(context, models.ExpectOwn(context));

    private OwnVersion ExpectTrained(HttpContext context) => ExpectVersion(context) is { IsTrained: true } trained
        ? trained
        : throw new RequestRejectedException(
            HttpStatusCode.BadRequest, EngineStatusCodes.ModelUntrained, "The version is not trained: there is nothing to evaluate.");
}
