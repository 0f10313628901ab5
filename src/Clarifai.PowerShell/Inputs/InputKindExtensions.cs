namespace Clarifai.PowerShell;

internal static class InputKindExtensions
{
    /// <returns>Null if the content determines it.</returns>
    public static MediaKind? ToMediaKind(this InputKind kind) => kind switch
    {
        InputKind.Image => MediaKind.Image,
        InputKind.Video => MediaKind.Video,
        _ => null,
    };
}
