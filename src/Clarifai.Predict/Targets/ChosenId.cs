namespace Clarifai;

/// <summary>The rule for ids that users choose, such as those of concepts and inputs.</summary>
internal static class ChosenId
{
    /// <summary>The rule in words, after the subject; spaces at the ends are not allowed either.</summary>
    public const string Rule =
        "can have at most 128 characters, cannot contain slashes or control characters, and cannot be '.' or '..'.";

    private const int MaximumLength = 128;

    public static bool IsValid(string id) =>
        id.Length <= MaximumLength && id is not ("." or "..") && id.Trim() == id && id.IndexOf('/') < 0 && !id.Any(char.IsControl);
}
