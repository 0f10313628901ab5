namespace Clarifai;

/// <summary>Which model to ask: as the user wrote it, and what that means on the wire.</summary>
internal sealed class ModelReference : PredictTarget
{
    public const string ModelKind = "model";

    private ModelReference(OwnedName name)
        : base(name)
    {
    }

    /// <summary>The model that is asked when none is named.</summary>
    public static ModelReference Default { get; } = Parse(PublicModels.General.Name);

    /// <summary>The catalogue's entry, where the id is one of a public model and no other owner is named.</summary>
    public PublicModel? Public { get; private init; }

    public override string AnswersKey => "outputs";

    /// <summary>
    /// Reads a model's name: a public name (general), an id, user/app/model, or the address of the model's page
    /// (https://clarifai.com/user/app/models/id, optionally with /versions/id).
    /// </summary>
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
    /// <exception cref="ClarifaiException">A part is none that a model has (InvalidModelArgument).</exception>
    public static ModelReference Of(string id, string? userId, string? appId) =>
        userId == PublicModels.UserId && appId == PublicModels.AppId && PublicModels.Find(id) is { } known
            ? Parse(known.Name)
            : new ModelReference(OwnedName.Of(id, userId, appId, ModelKind));

    /// <summary>The same model in a given version; null leaves it as it is.</summary>
    /// <exception cref="ClarifaiException">The text is no version id (InvalidModelArgument).</exception>
    public ModelReference WithVersion(string? versionId) =>
        versionId is null ? this : new ModelReference(Parts.WithVersion(versionId)) { Public = Public };

    public override int InputsPerRequest(ServiceLimits limits) =>
        Math.Min(limits.InputsPerRequest, Public?.InputsPerRequest ?? int.MaxValue);

    public override void EnsureFits(PredictOptions options)
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

    public override string OptionsMember(string outputConfig) => $"\"model\":{{\"output_info\":{{\"output_config\":{outputConfig}}}}}";
}
