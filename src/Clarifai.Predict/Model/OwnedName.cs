namespace Clarifai;

/// <summary>The parts of a name as people write it: an id, user/app/id, or the address of a page on clarifai.com.</summary>
internal sealed record OwnedName
{
    private OwnedName(string kind, string text, string id)
    {
        Kind = kind;
        Text = text;
        Id = id;
    }

    /// <summary>What is named: model or workflow.</summary>
    public string Kind { get; }

    /// <summary>The name as it was written.</summary>
    public string Text { get; }

    public string Id { get; }

    public string? UserId { get; private init; }

    public string? AppId { get; private init; }

    public string? VersionId { get; private init; }

    /// <param name="text">The name.</param>
    /// <param name="kind">What is named: model or workflow.</param>
    /// <exception cref="ClarifaiException">The text names nothing (InvalidModelArgument).</exception>
    public static OwnedName Parse(string text, string kind)
    {
        text = text.Trim();
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return ParseAddress(text, kind);
        }

        string[] parts = text.Split('/');
        return parts.Length == 3
            ? new OwnedName(kind, text, Segment(parts[2], text, kind))
            {
                UserId = Segment(parts[0], text, kind),
                AppId = Segment(parts[1], text, kind),
            }
            : new OwnedName(kind, text, Segment(text, text, kind));
    }

    /// <summary>Parts that are known already, each as it is: an id may have slashes in it.</summary>
    public static OwnedName Of(string id, string? userId, string? appId, string kind) => userId is not null && appId is not null
        ? new OwnedName(kind, $"{userId}/{appId}/{id}", Segment(id, id, kind))
        {
            UserId = Segment(userId, userId, kind),
            AppId = Segment(appId, appId, kind),
        }
        : new OwnedName(kind, id, Segment(id, id, kind));

    /// <summary>The same thing in a given version.</summary>
    /// <exception cref="ClarifaiException">The text is no version id (InvalidModelArgument).</exception>
    public OwnedName WithVersion(string versionId) => this with { VersionId = Segment(versionId.Trim(), versionId, Kind) };

    private static OwnedName ParseAddress(string text, string kind)
    {
        string[] parts = Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            ? [.. address.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)]
            : [];
        bool hasVersion = parts.Length == 6 && parts[4] == "versions";
        if ((parts.Length != 4 && !hasVersion) || parts[2] != kind + "s")
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"'{text}' is not the address of a {kind}: https://clarifai.com/<user>/<app>/{kind}s/<id> is, and /versions/<id> may "
                + "follow.");
        }

        return new OwnedName(kind, text, Segment(parts[3], text, kind))
        {
            UserId = Segment(parts[0], text, kind),
            AppId = Segment(parts[1], text, kind),
            VersionId = hasVersion ? Segment(parts[5], text, kind) : null,
        };
    }

    // Each part becomes one segment of the request's path: "." and ".." would name another address, whatever their escaping.
    private static string Segment(string part, string text, string kind) => part.Trim('.').Length > 0 && part.Trim().Length > 0
        ? part
        : throw new ClarifaiException(
            ErrorId.InvalidModelArgument,
            $"'{text}' names no {kind}: give {(kind == ModelReference.ModelKind ? "a public model (general), " : "")}an id, "
            + $"user/app/{kind} "
            + $"or the address of the {kind}'s page.");
}
