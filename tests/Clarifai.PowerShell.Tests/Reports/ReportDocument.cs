using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>A report as it was written.</summary>
internal sealed partial class ReportDocument
{
    public ReportDocument(string path)
    {
        Html = File.ReadAllText(path);
        JsonNode data = JsonNode.Parse(DataBlock().Match(Html).Groups["data"].Value)!;
        Entries = [.. data["entries"]!.AsArray().Select(entry => entry!.AsObject())];
    }

    public string Html { get; }

    /// <summary>The entries of the data, in order.</summary>
    public IReadOnlyList<JsonObject> Entries { get; }

    /// <summary>The entries as JSON, for comparing.</summary>
    public IReadOnlyList<string> Texts => [.. Entries.Select(entry => entry.ToJsonString(Relaxed))];

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("""<script type="application/json" id="data">(?<data>.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex DataBlock();
}
