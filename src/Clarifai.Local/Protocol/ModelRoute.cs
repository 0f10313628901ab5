using System.Net;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>The part of an address with a model and, optionally, its version.</summary>
internal static class ModelRoute
{
    public const string Model = "model";
    public const string Version = "version";

    public static ServedModel Resolve(HttpContext context, ModelCatalogue catalogue)
    {
        string id = Read(context, Model)!;
        ServedModel model = catalogue.Find(id)
            ?? throw NotFound(
                $"The local engine does not have the model '{PublicModels.Find(id)?.Name ?? id}'. "
                + $"It has: {string.Join(", ", catalogue.Models.Select(served => served.Id))}.");

        return Read(context, Version) is not { } version
            || string.Equals(version, model.Folder.VersionId, StringComparison.OrdinalIgnoreCase)
            || PublishedVersions.Contains(model.Id, version)
            ? model
            : throw NotFound(
                $"The local engine does not have version '{version}' of the model '{model.Id}'. It has: {model.Folder.VersionId}.");
    }

    /// <summary>Unescapes a part of the address: the server leaves a slash in it escaped.</summary>
    public static string? Read(HttpContext context, string part) =>
        (context.GetRouteValue(part) as string)?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static RequestRejectedException NotFound(string details) =>
        new(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist, details);
}
