namespace Clarifai.Local.Protocol;

/// <summary>The part of an address with a model and, optionally, its version.</summary>
internal static class ModelRoute
{
    public const string Model = "model";
    public const string Version = "version";

    /// <summary>Unescapes a part of the address: the server leaves a slash in it escaped.</summary>
    public static string? Read(HttpContext context, string part) =>
        (context.GetRouteValue(part) as string)?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
