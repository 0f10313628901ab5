using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>Reads the requests about an app's own models.</summary>
internal static class ModelsRequest
{
    /// <summary>Reads the model to create.</summary>
    /// <exception cref="RequestRejectedException">The request is not valid.</exception>
    public static ReceivedModel ReadNew(ReceivedBody body) => JsonMember.Read(body, request =>
        !request["model"].IsMissing ? Read(request["model"])
        : request["models"].Items.ToArray() is [var only] ? Read(only)
        : throw Invalid("The request does not contain one model."));

    /// <summary>Reads the changes of models.</summary>
    /// <exception cref="RequestRejectedException">The request is not valid.</exception>
    public static (string? Action, IReadOnlyList<ReceivedModel> Models) ReadChanges(ReceivedBody body) => JsonMember.Read(body, request =>
        request["models"].Items.Select(Read).ToArray() is { Length: > 0 } models
            ? (request["action"].Text, (IReadOnlyList<ReceivedModel>)models)
            : throw Invalid("The request has no models."));

    /// <summary>Reads what a version is to learn; everything is missing in an empty body.</summary>
    /// <exception cref="RequestRejectedException">The request is not valid.</exception>
    public static ReceivedPlan ReadTraining(ReceivedBody body) => JsonMember.Read(body, request =>
    {
        JsonMember[] versions = [.. request["model_versions"].Items];
        if (versions.Length > 1)
        {
            throw Invalid("The request has several versions of the model.");
        }

        // Parameters of today's clients stand in the information about the training.
        JsonMember version = versions.FirstOrDefault();
        JsonMember parameters = version["train_info"]["params"];
        ReceivedPlan plan = ReadPlan(version["output_info"]);
        return new ReceivedPlan(
            plan.Concepts ?? (parameters["concepts"].IsMissing ? null : ConceptReader.ReadAll(parameters["concepts"])),
            plan.IsExclusive ?? parameters["concepts_mutually_exclusive"].Truth,
            plan.IsClosed ?? parameters["closed_environment"].Truth);
    });

    private static ReceivedModel Read(JsonMember model) => new(
        model["id"].Text is { } id ? ReceivedId.Check(id, "model") : throw Invalid("A model has no id."),
        model["name"].Text,
        ReadPlan(model["output_info"]));

    private static ReceivedPlan ReadPlan(JsonMember outputInfo)
    {
        JsonMember concepts = outputInfo["data"]["concepts"];
        JsonMember config = outputInfo["output_config"];
        return new ReceivedPlan(
            concepts.IsMissing ? null : ConceptReader.ReadAll(concepts),
            config["concepts_mutually_exclusive"].Truth,
            config["closed_environment"].Truth);
    }

    private static RequestRejectedException Invalid(string details) => new(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, details);
}
