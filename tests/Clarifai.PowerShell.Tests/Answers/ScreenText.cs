namespace Clarifai.PowerShell.Tests.Answers;

internal static class ScreenText
{
    /// <summary>Compares what people see: tables pad their last column on some hosts.</summary>
    public static void AssertShows(string expected, string actual) => Assert.Equal(Lines(expected), Lines(actual));

    private static IEnumerable<string> Lines(string text) => text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());
}
