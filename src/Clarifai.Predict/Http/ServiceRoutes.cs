namespace Clarifai;

/// <summary>The paths of requests, and whose model they mean.</summary>
internal sealed class ServiceRoutes
{
    private readonly ClarifaiClientOptions _options;

    /// <exception cref="ClarifaiException">The user or app would name another path (NotConnected).</exception>
    public ServiceRoutes(ClarifaiClientOptions options)
    {
        // "." and ".." are no segments of a path, whatever their escaping.
        if (options.UserId?.Trim('.', ' ').Length == 0 || options.AppId?.Trim('.', ' ').Length == 0)
        {
            throw new ClarifaiException(ErrorId.NotConnected, "The user id or the app id is empty, or one that no user or app has.");
        }

        _options = options;
    }

    public Uri Outputs(ModelReference model)
    {
        string version = model.VersionId is { } id ? $"/versions/{Escape(id)}" : "";
        return At($"{Owner(model)}models/{Escape(ModelId(model))}{version}/outputs");
    }

    /// <summary>An address that costs nothing and answers only to a valid key.</summary>
    public Uri Check() => _options.Credential.Kind is CredentialKind.PersonalAccessToken
        ? At($"users/{Escape(_options.UserId ?? "me")}")
        : At("models?page=1&per_page=1");

    private bool IsToken => _options.Credential.Kind is CredentialKind.PersonalAccessToken;

    private Uri At(string path) => new(_options.BaseUri, "v2/" + path);

    // A token may name any owner, and the public models have one; a key knows its own app, and public models were once visible in every app.
    private string Owner(ModelReference model) => model switch
    {
        { UserId: { } user, AppId: { } app } => Prefix(user, app),
        { Public: not null } when IsToken => Prefix(PublicModels.UserId, PublicModels.AppId),
        _ when _options is { UserId: { } user, AppId: { } app } => Prefix(user, app),
        _ => "",
    };

    // What was given as an id is sent as it is; only a short name needs one.
    private string ModelId(ModelReference model) => model.Public is { } known && known.Name.Equals(model.Id, StringComparison.OrdinalIgnoreCase)
        ? (IsToken ? known.Slug : null) ?? known.Id
        : model.Id;

    private static string Prefix(string user, string app) => $"users/{Escape(user)}/apps/{Escape(app)}/";

    private static string Escape(string segment) => Uri.EscapeDataString(segment);
}
