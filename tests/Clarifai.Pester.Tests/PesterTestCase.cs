using System.Xml.Linq;

namespace Clarifai.Pester.Tests;

/// <summary>What Pester says of one test.</summary>
internal sealed record PesterTestCase(string Name, string Result, string? Message)
{
    /// <summary>Reads the results that Pester wrote as NUnit XML.</summary>
    public static IReadOnlyList<PesterTestCase> ReadAll(string path) =>
    [
        .. XDocument.Load(path).Descendants("test-case").Select(test => new PesterTestCase(
            (string)test.Attribute("name")!,
            (string)test.Attribute("result")!,
            (string?)test.Descendants("message").FirstOrDefault())),
    ];

    public override string ToString() => Message is null ? $"{Result}: {Name}" : $"{Result}: {Name}: {Message}";
}
