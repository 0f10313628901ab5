namespace Clarifai;

/// <summary>The mask image whose light pixels form a segment: its bytes, or its URL.</summary>
internal sealed record MaskImage(byte[]? Content, string? Url);
