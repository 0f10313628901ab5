namespace Clarifai.Local.Protocol;

/// <summary>One input as it was sent. Its base64 text stays where it lies in the request's body.</summary>
/// <param name="Id">The caller's id, to be echoed.</param>
/// <param name="Kind">What the input says it is.</param>
/// <param name="Url">Where to download it from.</param>
/// <param name="Base64">Where in the body its content is: the JSON string with its quotation marks.</param>
internal sealed record PredictInput(string? Id, MediaKind Kind, string? Url, Range? Base64);
