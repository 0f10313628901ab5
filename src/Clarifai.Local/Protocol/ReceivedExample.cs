using Clarifai.Local.Storage;

namespace Clarifai.Local.Protocol;

/// <summary>An input to keep, as sent.</summary>
/// <param name="Picture">Its picture.</param>
/// <param name="Input">What is said about it. Its id is empty if the engine chooses one.</param>
/// <param name="AllowsDuplicate">Whether it is kept even if the app has an input with the same picture.</param>
/// <param name="Fault">Why it cannot be kept; null if nothing is wrong with what is said about it.</param>
internal sealed record ReceivedExample(ReceivedInput Picture, StoredInput Input, bool AllowsDuplicate, string? Fault);
