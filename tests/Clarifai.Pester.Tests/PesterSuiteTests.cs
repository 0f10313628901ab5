namespace Clarifai.Pester.Tests;

/// <summary>
/// The Pester suite, a file at a time: the documents' blocks in this checkout's shell, all else in the PowerShell tool. With CI=true none
/// of its tests may be left out.
/// </summary>
public sealed class PesterSuiteTests
{
    private const string Documents = "Documentation.Tests.ps1";

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(PesterRun.SuiteFolder, "*.Tests.ps1")
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_test_of_a_file_passes(string file)
    {
        IReadOnlyList<PesterTestCase> tests = await PesterRun.RunAsync(
            file == Documents ? PesterRun.Shell : PesterRun.Tool, file, TestContext.Current.CancellationToken);

        bool mayBeLeftOut = Environment.GetEnvironmentVariable("CI") != "true";
        Assert.NotEmpty(tests);
        Assert.DoesNotContain(tests, test => test.Result != "Success" && !(mayBeLeftOut && test.Result is "Skipped" or "Ignored"));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', tests));
    }

    [Fact]
    public async Task The_suite_runs_as_everybody_types_it_and_leaves_the_environment_as_it_was()
    {
        (_, string output) = await PesterRun.RunAsync(
            PesterRun.Tool,
            [
                "-Command",
                """
                $run = Invoke-Pester tests/Pester/Module.Tests.ps1 -Output None -PassThru
                $run.Result, $run.SkippedCount, $env:CLARIFAI_PAT, "<$env:CLARIFAI_TEST_MODULE$env:CLARIFAI_LOCAL>"
                """,
            ],
            start =>
            {
                start.Environment["CLARIFAI_PAT"] = "of-the-user";
                start.Environment.Remove("CLARIFAI_TEST_MODULE");
                start.Environment.Remove("CLARIFAI_LOCAL");
            },
            TestContext.Current.CancellationToken);

        Assert.Equal("Passed\n0\nof-the-user\n<>", output.ReplaceLineEndings("\n").Trim());
    }
}
