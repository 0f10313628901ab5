namespace Clarifai;

/// <summary>The rule for ids that users choose, such as those of concepts and inputs.</summary>
internal static class ChosenId
{
    /// <summary>The rule in words.</summary>
    public const string Rule =
        "It must have at most 128 characters, no slash or control character, and no space at its ends, and must not be '.' or '..'.";

    private const int MaximumLength = 128;

    public static bool IsValid(string id) =>
        id.Length <= MaximumLength && id is not ("." or "..") && id.Trim() == id && id.IndexOf('/') < 0 && !id.Any(char.IsControl);
}
