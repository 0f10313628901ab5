using System.Collections.Concurrent;
using System.Net;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;
using Clarifai.Local.Storage;
using Clarifai.Local.Training;
using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Protocol;

/// <summary>
/// The models that an app can use: those of the catalog, and its own. Own models are looked up with every request, as another engine may
/// have trained or deleted one since the last.
/// </summary>
/// <param name="catalogue">The models that belong to every app.</param>
/// <param name="data">The inputs and own models; null if the engine keeps none.</param>
/// <param name="trainer">Trains own models; null with <paramref name="data"/>.</param>
internal sealed class ModelDirectory(ModelCatalogue catalogue, Database? data, Trainer? trainer)
{
    // The tables of own models that were asked for, by version, which never changes.
    private readonly ConcurrentDictionary<string, ModelSource> _sources = new(StringComparer.Ordinal);

    /// <summary>
    /// The models of the catalog, and then those of the app in the order of their creation, unless the catalog has one of the same name.
    /// </summary>
    public IEnumerable<ModelDescription> List(AppKey app)
    {
        OwnModelState[] own = Read(
            connection => ModelTable.List(connection, app)
                .Select(model => new OwnModelState(model, ModelTable.Versions(connection, model))).ToArray(),
            none: []);
        return
        [
            .. catalogue.Models.Select(model => model.Description),
            .. own.Where(model => catalogue.Find(model.Model.Id) is null).Select(model => ModelDescription.Of(Settle(model))),
        ];
    }

    /// <summary>Describes the model of an address, of an own model without a version the newest one.</summary>
    /// <exception cref="RequestRejectedException">The model or version does not exist.</exception>
    public ModelDescription Describe(HttpContext context)
    {
        if (FindShared(context) is { } shared)
        {
            return shared.Description;
        }

        OwnModelState own = ExpectOwn(context);
        return ModelRoute.Read(context, ModelRoute.Version) is null
            ? ModelDescription.Of(own)
            : ModelDescription.Of(own.Model, ExpectVersion(context, own));
    }

    /// <summary>Describes the versions of the model of an address, the newest first.</summary>
    /// <exception cref="RequestRejectedException">The model does not exist.</exception>
    public IEnumerable<VersionDescription> DescribeVersions(HttpContext context) => FindShared(context) is { } shared
        ? [shared.Description.Version]
        : ExpectOwn(context).Versions.Select(VersionDescription.Of);

    /// <summary>Finds the model of an address for predictions, of an own model without a version the newest trained one.</summary>
    /// <exception cref="RequestRejectedException">The model or version does not exist, or it is not trained.</exception>
    /// <exception cref="ModelFileException">Its folder is not valid.</exception>
    public ServedModel Serve(HttpContext context)
    {
        if (FindShared(context) is { } shared)
        {
            return shared;
        }

        OwnModelState own = ExpectOwn(context);
        OwnModel model = own.Model;
        OwnVersion? wanted = ModelRoute.Read(context, ModelRoute.Version) is null
            ? own.Versions.FirstOrDefault(version => version.IsTrained)
            : ExpectVersion(context, own);
        if (wanted is not { IsTrained: true })
        {
            string state = (wanted ?? own.Newest) is { } newest
                ? newest.Details ?? $"{StatusDescription.Of(newest.Code)}."
                : "its training was not requested yet.";
            throw new RequestRejectedException(
                HttpStatusCode.BadRequest, EngineStatusCodes.ModelUntrained, $"The model '{model.Id}' is not trained: {state}");
        }

        ModelSource source = _sources.GetOrAdd(wanted.Id, _ => ModelSource.Open(
            ManifestFile.Read(Path.Combine(trainer!.ModelsFolder, wanted.Folder)), catalogue.Sources));
        return new ServedModel(model.Id, ModelOutput.Concepts, source, ModelDescription.Of(model, wanted with { Summary = null }));
    }

    /// <summary>Finds the app's own model of an address, and its versions, the newest first.</summary>
    /// <exception cref="RequestRejectedException">The model does not exist, or it belongs to the catalog.</exception>
    public OwnModelState ExpectOwn(HttpContext context) =>
        ExpectOwn(AppRoute.Read(context), ModelRoute.Read(context, ModelRoute.Model)!);

    /// <inheritdoc cref="ExpectOwn(HttpContext)"/>
    public OwnModelState ExpectOwn(AppKey app, string id)
    {
        OwnModelState? own = Read(
            connection => ModelTable.Find(connection, app, id) is { } model
                ? new OwnModelState(model, ModelTable.Versions(connection, model))
                : null,
            none: null);
        return own is not null ? Settle(own)
            : catalogue.Find(id) is { } shared ? throw new RequestRejectedException(
                HttpStatusCode.Forbidden,
                EngineStatusCodes.ModelPermissionDenied,
                $"The model '{shared.Id}' belongs to every app and cannot be changed.")
            : throw NotFound(
                $"The local engine does not have the model '{PublicModels.Find(id)?.Name ?? app.NameOf(id)}'. "
                + $"It has: {string.Join(", ", List(app).Select(served => served.Id))}.");
    }

    /// <exception cref="RequestRejectedException">The version does not exist.</exception>
    public static OwnVersion ExpectVersion(HttpContext context, OwnModelState own)
    {
        string wanted = ModelRoute.Read(context, ModelRoute.Version)!;
        return own.Versions.FirstOrDefault(version => string.Equals(version.Id, wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw NotFoundVersion(wanted, own.Model.Id, own.Versions.Select(version => version.Id));
    }

    private static RequestRejectedException NotFoundVersion(string version, string model, IEnumerable<string> versions) => NotFound(
        $"The local engine does not have version '{version}' of the model '{model}'. It has: {string.Join(", ", versions)}.");

    private static RequestRejectedException NotFound(string details) =>
        new(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist, details);

    private ServedModel? FindShared(HttpContext context)
    {
        if (catalogue.Find(ModelRoute.Read(context, ModelRoute.Model)!) is not { } model)
        {
            return null;
        }

        return ModelRoute.Read(context, ModelRoute.Version) is not { } version
            || string.Equals(version, model.Folder.VersionId, StringComparison.OrdinalIgnoreCase)
            || PublishedVersions.Contains(model.Id, version)
            ? model
            : throw NotFoundVersion(version, model.Id, [model.Folder.VersionId]);
    }

    private OwnModelState Settle(OwnModelState own) => own with { Versions = trainer!.Settle(own.Versions) };

    private T Read<T>(Func<SqliteConnection, T> read, T none) => data is null ? none : data.Read(read, none);
}
