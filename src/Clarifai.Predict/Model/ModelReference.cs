using System.Text.Json;

namespace Clarifai;

/// <summary>Which model to ask: as the user wrote it, and what that means on the wire.</summary>
public sealed class ModelReference : PredictTarget
{
    internal const string ModelKind = "model";

    private ModelReference(OwnedName name)
        : base(name)
    {
    }

    /// <summary>The model that is asked when none is named.</summary>
    public static ModelReference Default { get; } = Parse(PublicModels.General.Name);

    /// <summary>The catalogue's entry, where the id is one of a public model and no other owner is named.</summary>
    public PublicModel? Public { get; private init; }

    internal override string AnswersKey => "outputs";

    /// <summary>
    /// Reads a model's name: a public name (general), an id, user/app/model, or the address of the model's page
    /// (https://clarifai.com/user/app/models/id, optionally with /versions/id).
    /// </summary>
    /// <param name="text">The name.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ClarifaiException">The text names no model (InvalidModelArgument).</exception>
    public static ModelReference Parse(string text)
    {
        var name = OwnedName.Parse(text, ModelKind);
        return new ModelReference(name) { Public = name.UserId is null ? PublicModels.Find(name.Id) : null };
    }

    /// <summary>Refers to a model by parts that are known, each taken as it is: ids may have slashes in them.</summary>
    /// <param name="id">The model's id.</param>
    /// <param name="userId">The user that owns it; null where the connection tells.</param>
    /// <param name="appId">The app that it is in; null where the connection tells.</param>
    /// <returns>The reference; to a public model where the catalogue knows it.</returns>
    /// <exception cref="ClarifaiException">A part is none that a model has (InvalidModelArgument).</exception>
    public static ModelReference Of(string id, string? userId, string? appId) =>
        userId == PublicModels.UserId && appId == PublicModels.AppId && PublicModels.Find(id) is { } known
            ? Parse(known.Name)
            : new ModelReference(OwnedName.Of(id, userId, appId, ModelKind));

    /// <summary>The same model in a given version.</summary>
    /// <param name="versionId">The version's id; null leaves the reference as it is.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ClarifaiException">The text is no version id (InvalidModelArgument).</exception>
    public ModelReference WithVersion(string? versionId) =>
        versionId is null ? this : new ModelReference(Parts.WithVersion(versionId)) { Public = Public };

    internal override Uri Address(ServiceRoutes routes) => routes.Outputs(this);

    internal override int InputsPerRequest(ServiceLimits limits) => limits.InputsPerRequest;

    internal override void EnsureFits(PredictOptions options)
    {
        if (options.Language is not { } language || Public is not { } known)
        {
            return;
        }

        if (known.Languages.Count == 0)
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"The model {Name} has names in one language only: of the public models, general alone takes a language. "
                + "A custom model is not checked.");
        }

        if (!known.Languages.Contains(language, StringComparer.OrdinalIgnoreCase))
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"The model {Name} has no language '{language}'. It has {string.Join(", ", known.Languages)}.");
        }
    }

    internal override string OptionsMember(string outputConfig) => $"\"model\":{{\"output_info\":{{\"output_config\":{outputConfig}}}}}";

    internal override PredictOutput ReadOutput(JsonElement output, IndexedInput input, ClarifaiStatus answerStatus, bool keepRaw) =>
        OutputReader.Read(output, input, Name, answerStatus, keepRaw);

    internal override PredictResult ReadResult(JsonElement item, IndexedInput input, ClarifaiStatus answerStatus, bool keepRaw)
    {
        PredictOutput output = ReadOutput(item, input, answerStatus, keepRaw);
        return new PredictResult(output.Status, [output]);
    }
}
