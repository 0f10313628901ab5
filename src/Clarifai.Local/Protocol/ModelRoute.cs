using System.Net;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>The part of an address that names a model and maybe its version.</summary>
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
            : throw NotFound($"Model '{model.Id}' of the local engine has no version '{version}'. It has: {model.Folder.VersionId}.");
    }

    /// <summary>A part of the address as it was meant: a slash in it is left escaped by the server.</summary>
    public static string? Read(HttpContext context, string part) =>
        (context.GetRouteValue(part) as string)?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static RequestRejectedException NotFound(string details) =>
        new(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist, details);
}
