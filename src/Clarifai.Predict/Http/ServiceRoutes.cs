namespace Clarifai;

/// <summary>The paths of requests, including the owner of the model.</summary>
internal sealed class ServiceRoutes
{
    private readonly ClarifaiClientOptions _options;

    /// <exception cref="ClarifaiException">The user or app would change the path (NotConnected).</exception>
    public ServiceRoutes(ClarifaiClientOptions options)
    {
        EnsureSegments(options.UserId, options.AppId);
        _options = options;
    }

    /// <summary>The address that inputs are sent to.</summary>
    public Uri Predict(PredictTarget target) =>
        target is InputsTarget ? Inputs(target) : At($"{Path(target)}{Version(target)}/{target.AnswersKey}");

    /// <summary>The inputs of the app that a model or other target belongs to.</summary>
    public Uri Inputs(PredictTarget target) => At($"{Owner(target)}inputs");

    /// <summary>A page of these inputs.</summary>
    public Uri Inputs(PredictTarget target, int page, int pageLength) => At($"{Owner(target)}inputs{Page(page, pageLength)}");

    /// <summary>One of these inputs.</summary>
    public Uri Input(PredictTarget target, string id) => At($"{Owner(target)}inputs/{Escape(id)}");

    /// <summary>How many of these inputs are processed.</summary>
    public Uri InputsStatus(PredictTarget target) => At($"{Owner(target)}inputs/status");

    /// <summary>A model, or its version if the reference has one.</summary>
    public Uri Model(ModelReference model) => At($"{Path(model)}{Version(model)}");

    /// <summary>The models of the app that a model belongs to.</summary>
    public Uri Siblings(ModelReference model) => At($"{Owner(model)}models");

    /// <summary>The versions of a model, to which a new one is added.</summary>
    public Uri Versions(ModelReference model) => At($"{Path(model)}/versions");

    /// <summary>The evaluation of a model's version.</summary>
    /// <param name="version">The model with the version.</param>
    /// <param name="query">E.g. ?fields.test_set=true; empty for none.</param>
    public Uri Metrics(ModelReference version, string query = "") => At($"{Path(version)}{Version(version)}/metrics{query}");

    /// <summary>True if the model's address includes its owner.</summary>
    public bool HasOwner(ModelReference model) => Owner(model).Length > 0;

    /// <summary>A model with its vocabulary.</summary>
    public Uri OutputInfo(ModelReference model) => At($"{Path(model)}{Version(model)}/output_info");

    /// <summary>A page of a model's versions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageLength">The most versions per page.</param>
    public Uri Versions(ModelReference model, int page, int pageLength) => At($"{Path(model)}/versions{Page(page, pageLength)}");

    /// <summary>A page of an owner's models; by default the connection's, else Clarifai's own with a token.</summary>
    /// <param name="userId">The user; null for the connection's.</param>
    /// <param name="appId">The app; null for all apps of the given user, else for the connection's.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageLength">The most models per page.</param>
    public Uri Models(string? userId, string? appId, int page, int pageLength)
    {
        EnsureSegments(userId, appId);
        string owner = (userId, appId) switch
        {
            ({ } user, { } app) => Prefix(user, app),
            ({ } user, null) => $"users/{Escape(user)}/",
            (null, { } app) when _options.UserId is { } user => Prefix(user, app),
            _ when _options is { UserId: { } user, AppId: { } app } => Prefix(user, app),
            _ when _options.UserId is { } user => $"users/{Escape(user)}/",
            _ when IsToken => Prefix(PublicModels.UserId, PublicModels.AppId),
            _ => "",
        };
        return At($"{owner}models{Page(page, pageLength)}");
    }

    /// <summary>The workflows of the connection's app.</summary>
    public Uri Workflows() =>
        At($"{(_options is { UserId: { } user, AppId: { } app } ? Prefix(user, app) : "")}workflows{Page(page: 1, pageLength: 100)}");

    /// <summary>An address that is free of charge and requires a valid key.</summary>
    public Uri Check() => _options.Credential.Kind is CredentialKind.PersonalAccessToken
        ? At($"users/{Escape(_options.UserId ?? "me")}")
        : At("models?page=1&per_page=1");

    private bool IsToken => _options.Credential.Kind is CredentialKind.PersonalAccessToken;

    private Uri At(string path) => new(_options.BaseUri, "v2/" + path);

    // With a token, requests may specify any owner, and public models have one; a key determines its app, and public models were once
    // visible in every app.
    private string Owner(PredictTarget target) => target switch
    {
        { UserId: { } user, AppId: { } app } => Prefix(user, app),
        ModelReference { Public: not null } when IsToken => Prefix(PublicModels.UserId, PublicModels.AppId),
        _ when _options is { UserId: { } user, AppId: { } app } => Prefix(user, app),
        _ => "",
    };

    // An id is sent as given; only a short name has to be translated.
    private string IdOf(PredictTarget target) =>
        target is ModelReference { Public: { } known } && known.Name.Equals(target.Id, StringComparison.OrdinalIgnoreCase)
            ? (IsToken ? known.Slug : null) ?? known.Id
            : target.Id;

    private string Path(PredictTarget target) => $"{Owner(target)}{target.Kind}s/{Escape(IdOf(target))}";

    private static string Version(PredictTarget target) => target.VersionId is { } id ? $"/versions/{Escape(id)}" : "";

    private static string Page(int page, int pageLength) => FormattableString.Invariant($"?page={page}&per_page={pageLength}");

    // "." and ".." are not path segments, even when escaped.
    private static void EnsureSegments(string? userId, string? appId)
    {
        if (userId?.Trim('.', ' ').Length == 0 || appId?.Trim('.', ' ').Length == 0)
        {
            throw new ClarifaiException(ErrorId.NotConnected, "The user id or the app id is empty or not valid.");
        }
    }

    private static string Prefix(string user, string app) => $"users/{Escape(user)}/apps/{Escape(app)}/";

    private static string Escape(string segment) => Uri.EscapeDataString(segment);
}
