namespace Clarifai.PowerShell;

/// <summary>
/// One thing that a report says about a source: a concept, a region, a text or a color. Without any of them: that it was looked at.
/// </summary>
internal readonly record struct ReportRow(string Source, string? Model)
{
    /// <summary>The name of the concept or color; null for a region without a name.</summary>
    public string? Name { get; init; }

    /// <summary>What is written in a picture; in a video that is a name.</summary>
    public string? Text { get; init; }

    /// <summary>How sure the model is, or the share of the picture that has the color, 0 to 1.</summary>
    public double? Value { get; init; }

    /// <summary>The frame's time in a video, in milliseconds.</summary>
    public long? TimeMs { get; init; }

    /// <summary>Where in the stored picture or frame.</summary>
    public ReportBox? Box { get; init; }

    /// <summary>The color as #rrggbb.</summary>
    public string? Hex { get; init; }
}
