namespace Clarifai;

/// <summary>The prediction options. All are optional; options that are not set are not sent, and the service's defaults apply.</summary>
internal sealed record PredictOptions
{
    /// <summary>The default and the maximum number of concepts per input.</summary>
    public const int DefaultMaxConcepts = 20;
    public const int MostConcepts = 200;

    /// <summary>The default, minimum and maximum number of milliseconds between the sampled frames of a video.</summary>
    public const int DefaultSampleMs = 1000;
    public const int LeastSampleMs = 100;
    public const int MostSampleMs = 60_000;

    /// <summary>The most concepts per input, 1 to 200. The service's default is 20.</summary>
    public int? MaxConcepts { get; init; }

    /// <summary>Only concepts of at least this value, 0 to 1. The service's default is 0.</summary>
    public double? MinValue { get; init; }

    /// <summary>Only these concepts, by id or by exact name; null or empty for all.</summary>
    public IReadOnlyList<string>? Concepts { get; init; }

    /// <summary>The language of the names, e.g. de or zh-TW. The service's default is en.</summary>
    public string? Language { get; init; }

    /// <summary>Milliseconds between the sampled frames of a video, 100 to 60000. The service's default is 1000.</summary>
    public int? SampleMs { get; init; }

    public bool IsEmpty =>
        MaxConcepts is null && MinValue is null && Concepts is not { Count: > 0 } && Language is null && SampleMs is null;
}
