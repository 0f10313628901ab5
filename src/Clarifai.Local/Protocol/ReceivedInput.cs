namespace Clarifai.Local.Protocol;

/// <summary>One input as it was sent. Its bytes stay where they lie in the request's body.</summary>
/// <param name="Id">The caller's id, to be echoed.</param>
/// <param name="Kind">What the input says it is.</param>
/// <param name="Url">Where to download it from.</param>
/// <param name="Base64">Which of the body's contents is its own.</param>
internal sealed record ReceivedInput(string? Id, ReceivedKind Kind, string? Url, int? Base64);
