namespace Clarifai.Local.Protocol;

/// <summary>
/// The versions of the service's published models, as used in its documentation and in programs based on it. A request for one of them is
/// answered by the model that replaces it; the answer contains that model's version.
/// </summary>
internal static class PublishedVersions
{
    private static readonly Dictionary<string, string[]> OfModels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["color"] = ["dd9458324b4b45c2be1a7ba84d27cd04"],
        ["face-detection"] =
            ["45fb9a671625463fa646c3523a3087d5", "6dc7e46bc9124c5c8824be4822abe105", "c67b5872d8b44df4be55f2b3de3ebcbb"],
        ["food"] = ["1d5fd481e0cf4826aa72ec3ff049e044", "dfebc169854e429086aceb8368662641"],
        ["general"] = ["aa7f35c01e0642fda5cf400f543e7c40", "aa9ca48295b37401f8af92ad1af0d91d"],
        ["general-cluster"] = ["cc2074cff6dc4c02b6f4e1b8606dcb54"],
        ["general-detection"] = ["1580bb1932594c93b7e2e04456af7c6f"],
        ["general-embedding"] = ["bb186755eda04f9cbb6fe32e816be104"],
        ["moderation"] = ["aa8be956dbaa4b7a858826a84253cab9", "b42ac907ac93483484483a0040a386be"],
        ["nsfw"] = ["aa47919c9a8d4d94bfa283121281bcc4"],
        ["wedding"] = ["787cc9a002164250800598d36b072384"],
    };

    /// <param name="model">The name of a public model, or the id of another.</param>
    /// <param name="version">The requested version.</param>
    public static bool Contains(string model, string version) =>
        OfModels.TryGetValue(PublicModels.Find(model)?.Name ?? model, out string[]? versions)
        && versions.Contains(version, StringComparer.OrdinalIgnoreCase);
}
