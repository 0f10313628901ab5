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
        string id = context.GetRouteValue(Model) as string ?? string.Empty;
        ServedModel model = catalogue.Find(id)
            ?? throw NotFound(
                $"The local engine has no model '{id}'. It has: {string.Join(", ", catalogue.Models.Select(served => served.Id))}.");

        return context.GetRouteValue(Version) is not string version
            || string.Equals(version, model.Folder.VersionId, StringComparison.OrdinalIgnoreCase)
            || PublishedVersions.Contains(model.Id, version)
            ? model
            : throw NotFound($"Model '{model.Id}' of the local engine has no version '{version}'. It has: {model.Folder.VersionId}.");
    }

    private static RequestRejectedException NotFound(string details) =>
        new(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist, details);
}
