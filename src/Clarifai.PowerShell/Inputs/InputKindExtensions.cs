namespace Clarifai.PowerShell;

internal static class InputKindExtensions
{
    /// <returns>Null where the content tells.</returns>
    public static MediaKind? ToMediaKind(this InputKind kind) => kind switch
    {
        InputKind.Image => MediaKind.Image,
        InputKind.Video => MediaKind.Video,
        _ => null,
    };
}
