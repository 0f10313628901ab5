namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>Compares what is on the screen line by line; blanks at the end of a line are not seen.</summary>
internal static class Screens
{
    public static void AssertSame(string expected, string actual) => Assert.Equal(Lines(expected), Lines(actual));

    private static IEnumerable<string> Lines(string text) => text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());
}
