namespace Clarifai;

/// <summary>The languages in which the general model names what it sees. The one table of them.</summary>
internal static class Languages
{
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

    /// <summary>A code in any case, as the service writes it; one that is not in the table stays as it is.</summary>
    public static string Normalize(string code) =>
        All.Select(language => language.Code).FirstOrDefault(known => known.Equals(code, StringComparison.OrdinalIgnoreCase)) ?? code;
}
