namespace Clarifai;

/// <summary>The parts of a name as people write it: an id, user/app/id, or the address of a page on clarifai.com.</summary>
/// <param name="Kind">The kind: model or workflow.</param>
/// <param name="Text">The name as it was written.</param>
/// <param name="Id">The id.</param>
/// <param name="UserId">The owner, if specified.</param>
/// <param name="AppId">The owner's app, if specified.</param>
/// <param name="VersionId">The version, if specified.</param>
internal sealed record OwnedName(
    string Kind, string Text, string Id, string? UserId = null, string? AppId = null, string? VersionId = null)
{
    /// <exception cref="ClarifaiException">The text is not a valid name (InvalidModelArgument).</exception>
    public static OwnedName Parse(string text, string kind)
    {
        text = text.Trim();
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return ParseAddress(text, kind).Checked(text);
        }

        string[] parts = text.Split('/');
        OwnedName name = parts.Length == 3 ? new(kind, text, parts[2], parts[0], parts[1]) : new(kind, text, text);
        return name.Checked(text);
    }

    /// <summary>Creates a name from known parts, each taken as is: an id may contain slashes.</summary>
    /// <exception cref="ClarifaiException">A part is not valid (InvalidModelArgument).</exception>
    public static OwnedName Of(string id, string? userId, string? appId, string kind)
    {
        OwnedName name = userId is not null && appId is not null
            ? new(kind, $"{userId}/{appId}/{id}", id, userId, appId)
            : new(kind, id, id);
        return name.Checked(name.Text);
    }

    /// <summary>The same target in a given version.</summary>
    /// <exception cref="ClarifaiException">The text is not a version id (InvalidModelArgument).</exception>
    public OwnedName WithVersion(string versionId) => (this with { VersionId = versionId.Trim() }).Checked(versionId);

    private static OwnedName ParseAddress(string text, string kind)
    {
        // Parsed as written: Uri resolves ".." in a path, escaped or not.
        int host = text.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = text.IndexOf('/', host);
        string[] parts = path > host
            ? [.. text.Substring(path).Split('?', '#')[0].Trim('/').Split('/').Select(Uri.UnescapeDataString)]
            : [];
        bool hasVersion = parts.Length == 6 && parts[4] == "versions";
        return (parts.Length == 4 || hasVersion) && parts[2] == kind + "s"
            ? new OwnedName(kind, text, parts[3], parts[0], parts[1], hasVersion ? parts[5] : null)
            : throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"'{text}' is not the URL of a {kind}. Use https://clarifai.com/<user>/<app>/{kind}s/<id>, "
                + "optionally followed by /versions/<id>.");
    }

    // Each part becomes one segment of the request's path: "." and ".." would change the path, even when escaped, and with a gateway that
    // decodes slashes, also between them.
    private OwnedName Checked(string text) =>
        new[] { Id, UserId, AppId, VersionId }.All(part =>
            part is null || part.Split('/').All(name => name.Trim('.').Length > 0 && name.Trim().Length > 0))
            ? this
            : throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"'{text}' is not the name of a {Kind}. Specify "
                + $"{(Kind == ModelReference.ModelKind ? "a public model (general), " : "")}an id, user/app/{Kind}, "
                + $"or the URL of the {Kind}'s page.");
}
