namespace Clarifai.Local.Hosting;

/// <summary>Warns about an unsafe but valid key.</summary>
internal static class KeyWarnings
{
    // In 32 random hexadecimal digits, about 26 neighboring pairs and about 13 steps between neighbors differ; with other characters, more.
    // Fewer indicate repeated words, or runs such as abcdef.
    private const int LeastPairs = 20;
    private const int LeastSteps = 8;

    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <param name="key">The key.</param>
    /// <param name="file">The file that it was read from; null for another source.</param>
    public static IEnumerable<string> Of(string key, string? file)
    {
        if (file is not null && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & OthersRead) != 0)
        {
            yield return $"Other users can read the key in {file}. Restrict it to its owner: chmod 600 {file}";
        }

        if (IsGuessable(key))
        {
            yield return "The key can be guessed: its characters repeat. Create a random one: openssl rand -hex 32";
        }
    }

    private static bool IsGuessable(string key)
    {
        var pairs = new HashSet<(char, char)>();
        var steps = new HashSet<int>();
        for (int index = 1; index < key.Length; index++)
        {
            _ = pairs.Add((key[index - 1], key[index]));
            _ = steps.Add(key[index] - key[index - 1]);
        }

        return pairs.Count < LeastPairs || steps.Count < LeastSteps;
    }
}
