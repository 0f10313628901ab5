namespace Clarifai;

/// <summary>The only table of the languages that the general model returns concept names in.</summary>
internal static class Languages
{
    /// <summary>The only language of the local engine.</summary>
    public const string OfLocalEngine = "en";

    /// <summary>Code and English name of each language.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        ("ar", "Arabic"),
        ("bn", "Bengali"),
        ("da", "Danish"),
        ("de", "German"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("hi", "Hindi"),
        ("hu", "Hungarian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("nl", "Dutch"),
        ("no", "Norwegian"),
        ("pa", "Punjabi"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("sv", "Swedish"),
        ("tr", "Turkish"),
        ("zh", "Chinese, simplified"),
        ("zh-TW", "Chinese, traditional"),
    ];

    /// <summary>Converts a code in any case to the service's spelling; a code that is not in the table is returned unchanged.</summary>
    public static string Normalize(string code) =>
        All.Select(language => language.Code).FirstOrDefault(known => known.Equals(code, StringComparison.OrdinalIgnoreCase)) ?? code;
}
