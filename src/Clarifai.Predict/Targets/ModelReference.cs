namespace Clarifai;

/// <summary>The model to use: as the user wrote it, and its form on the wire.</summary>
internal sealed class ModelReference(OwnedName name) : PredictTarget(name)
{
    public const string ModelKind = "model";

    /// <summary>The model that is used by default.</summary>
    public static ModelReference Default { get; } = Parse(PublicModels.General.Name);

    /// <summary>The catalog's entry, if the id is that of a public model and no other owner is specified.</summary>
    public PublicModel? Public { get; private init; }

    public override string AnswersKey => "outputs";

    /// <summary>
    /// Parses a model's name: a public name (general), an id, user/app/model, or the address of the model's page
    /// (https://clarifai.com/user/app/models/id, optionally with /versions/id).
    /// </summary>
    /// <exception cref="ClarifaiException">The text does not name a model (InvalidModelArgument).</exception>
    public static ModelReference Parse(string text)
    {
        var name = OwnedName.Parse(text, ModelKind);
        return new ModelReference(name) { Public = name.UserId is null ? PublicModels.Find(name.Id) : null };
    }

    /// <summary>Refers to a model by known parts, each taken as is: ids may contain slashes.</summary>
    /// <param name="id">The model's id.</param>
    /// <param name="userId">The user that owns it; null for the connection's user.</param>
    /// <param name="appId">The app that contains it; null for the connection's app.</param>
    /// <exception cref="ClarifaiException">A part is not valid (InvalidModelArgument).</exception>
    public static ModelReference Of(string id, string? userId, string? appId) =>
        userId == PublicModels.UserId && appId == PublicModels.AppId && PublicModels.Find(id) is { } known
            ? Parse(known.Name)
            : new ModelReference(OwnedName.Of(id, userId, appId, ModelKind));

    /// <summary>The same model in a given version; null leaves it unchanged.</summary>
    /// <exception cref="ClarifaiException">The text is not a version id (InvalidModelArgument).</exception>
    public ModelReference WithVersion(string? versionId) =>
        versionId is null ? this : new ModelReference(Parts.WithVersion(versionId)) { Public = Public };

    public override int InputsPerRequest(ServiceLimits limits) =>
        Math.Min(limits.InputsPerRequest, Public?.InputsPerRequest ?? int.MaxValue);

    public override void EnsureFits(PredictOptions options, bool isLocal)
    {
        if (options.Language is not { } language || Public is not { } known)
        {
            return;
        }

        if (known.Languages.Count == 0)
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"The model '{Name}' supports only one language: of the public models, only 'general' accepts a language. "
                + "Custom models are not checked.");
        }

        AnswerList<string> languages = known.LanguagesOf(isLocal);
        if (!languages.Contains(language, StringComparer.OrdinalIgnoreCase))
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"The model '{Name}'{(isLocal ? " of the local engine" : "")} does not support the language '{language}'. "
                + $"It supports: {string.Join(", ", languages)}.");
        }
    }

    public override string OptionsMember(string outputConfig) => $"\"model\":{{\"output_info\":{{\"output_config\":{outputConfig}}}}}";
}
