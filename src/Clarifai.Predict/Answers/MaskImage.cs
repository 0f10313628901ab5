namespace Clarifai;

/// <summary>The picture whose light pixels are a segment: its bytes, or where the service keeps it.</summary>
internal sealed record MaskImage(byte[]? Content, string? Url);
