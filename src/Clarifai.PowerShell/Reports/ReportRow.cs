namespace Clarifai.PowerShell;

/// <summary>
/// One item of a report about a source: a concept, a region, a text or a color. Without any of them, the source only appears in the report.
/// </summary>
internal readonly record struct ReportRow(string Source, string? Model)
{
    /// <summary>The name of the concept or color; null for a region without a name.</summary>
    public string? Name { get; init; }

    /// <summary>The text in an image; in a video, it is a name.</summary>
    public string? Text { get; init; }

    /// <summary>The confidence of the model, or the share of the image that has the color, 0 to 1.</summary>
    public double? Value { get; init; }

    /// <summary>The frame's time in a video, in milliseconds.</summary>
    public long? TimeMs { get; init; }

    /// <summary>The position in the stored image or frame.</summary>
    public ReportBox? Box { get; init; }

    /// <summary>The color as #rrggbb.</summary>
    public string? Hex { get; init; }
}

/// <summary>The edges of a region, as fractions of the stored image's height and width.</summary>
internal readonly record struct ReportBox(double Top, double Left, double Bottom, double Right);
