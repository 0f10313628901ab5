namespace Clarifai;

/// <summary>Which model to ask: as the user wrote it, and what that means on the wire.</summary>
public sealed class ModelReference
{
    private ModelReference(string name, string id)
    {
        Name = name;
        Id = id;
    }

    /// <summary>The model as the user wrote it.</summary>
    public string Name { get; }

    /// <summary>The model's id as written; for a public model's short name see <see cref="Public"/>.</summary>
    public string Id { get; }

    /// <summary>The catalogue's entry, where the id is one of a public model and no other owner is named.</summary>
    public PublicModel? Public { get; private init; }

    /// <summary>The user that owns the model, where the reference names one.</summary>
    public string? UserId { get; private init; }

    /// <summary>The app that the model is in, where the reference names one.</summary>
    public string? AppId { get; private init; }

    /// <summary>The model's version; null for the newest.</summary>
    public string? VersionId { get; private init; }

    /// <summary>
    /// Reads a model's name: a public name (general), an id, user/app/model, or the address of the model's page
    /// (https://clarifai.com/user/app/models/id, optionally with /versions/id).
    /// </summary>
    /// <param name="text">The name.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ClarifaiException">The text names no model (InvalidModelArgument).</exception>
    public static ModelReference Parse(string text)
    {
        text = text.Trim();
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return ParseAddress(text);
        }

        string[] parts = text.Split('/');
        if (parts.Length == 3)
        {
            return new ModelReference(text, Segment(parts[2], text)) { UserId = Segment(parts[0], text), AppId = Segment(parts[1], text) };
        }

        return new ModelReference(text, Segment(text, text)) { Public = PublicModels.Find(text) };
    }

    /// <summary>The same model in a given version.</summary>
    /// <param name="versionId">The version's id; null leaves the reference as it is.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ClarifaiException">The text is no version id (InvalidModelArgument).</exception>
    public ModelReference WithVersion(string? versionId) => versionId is null
        ? this
        : new ModelReference(Name, Id) { Public = Public, UserId = UserId, AppId = AppId, VersionId = Segment(versionId.Trim(), versionId) };

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static ModelReference ParseAddress(string text)
    {
        string[] parts = Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            ? [.. address.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)]
            : [];
        bool hasVersion = parts.Length == 6 && parts[4] == "versions";
        if ((parts.Length != 4 && !hasVersion) || parts[2] != "models")
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"'{text}' is not the address of a model: https://clarifai.com/<user>/<app>/models/<id> is, and /versions/<id> may follow.");
        }

        return new ModelReference(text, Segment(parts[3], text))
        {
            UserId = Segment(parts[0], text),
            AppId = Segment(parts[1], text),
            VersionId = hasVersion ? Segment(parts[5], text) : null,
        };
    }

    // Each part becomes one segment of the request's path: "." and ".." would name another address, whatever their escaping.
    private static string Segment(string part, string text) => part.Trim('.').Length > 0 && part.Trim().Length > 0
        ? part
        : throw new ClarifaiException(
            ErrorId.InvalidModelArgument,
            $"'{text}' names no model: give a public model (general), an id, user/app/model or the address of the model's page.");
}
