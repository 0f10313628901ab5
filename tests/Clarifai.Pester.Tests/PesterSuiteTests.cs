namespace Clarifai.Pester.Tests;

/// <summary>The Pester suite, a file at a time, in a real PowerShell. With CI=true none of its tests may be left out.</summary>
public sealed class PesterSuiteTests
{
    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(PesterRun.SuiteFolder, "*.Tests.ps1")
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_test_of_a_file_passes(string file)
    {
        IReadOnlyList<PesterTestCase> tests = await PesterRun.RunAsync(file, TestContext.Current.CancellationToken);

        bool mayBeLeftOut = Environment.GetEnvironmentVariable("CI") != "true";
        Assert.NotEmpty(tests);
        Assert.DoesNotContain(tests, test => test.Result != "Success" && !(mayBeLeftOut && test.Result is "Skipped" or "Ignored"));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', tests));
    }
}
