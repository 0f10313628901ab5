namespace Clarifai.Local.Protocol;

/// <summary>One input as sent. Its bytes stay in the buffer of the request's body.</summary>
/// <param name="Id">The caller's id, which is echoed.</param>
/// <param name="Kind">The kind specified by the input.</param>
/// <param name="Url">The address to download it from.</param>
/// <param name="Base64">The index of its content in the body.</param>
internal sealed record ReceivedInput(string? Id, ReceivedKind Kind, string? Url, int? Base64);
