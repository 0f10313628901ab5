namespace Clarifai;

/// <summary>The languages in which the general model names what it sees. The one table of them.</summary>
public static class Languages
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

    /// <summary>Writes a code as the service does.</summary>
    /// <param name="code">A language's code, in any case.</param>
    /// <returns>The code of the table; one that is not in it stays as it is.</returns>
    public static string Normalize(string code) =>
        All.Select(language => language.Code).FirstOrDefault(known => known.Equals(code, StringComparison.OrdinalIgnoreCase)) ?? code;
}
