using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>Where the report goes, what it may overwrite, and that nothing else is ever left there.</summary>
public sealed class ReportFileTests : IDisposable
{
    private static readonly PSObject Cat = Rows.Concept("/photos/cat.jpg", "cat", 0.9);

    private readonly ModuleSession _session = new();
    private readonly SampleFolder _folder = new();

    public ReportFileTests() => _session.GoTo(_folder.FullPath);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_path_is_the_first_argument_and_relative_to_the_location()
    {
        ScriptResult result = _session.Run("$input | Export-ClarifaiReport report.html", Cat);

        Assert.Empty(result.Output);
        Assert.Equal(["report.html"], Files);
        Assert.Contains("\"cat\"", File.ReadAllText(_folder.PathOf("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void PassThru_emits_the_file()
    {
        PSObject file = Assert.Single(_session.Run("$input | Export-ClarifaiReport report.html -PassThru", Cat).Output);

        Assert.Equal(_folder.PathOf("report.html"), Assert.IsType<FileInfo>(file.BaseObject).FullName);
        Assert.NotNull(file.Properties["PSPath"]);
    }

    [Fact]
    public void A_report_of_nothing_is_a_page_too()
    {
        _session.Run("$input | Export-ClarifaiReport report.html");

        Assert.Empty(new ReportDocument(_folder.PathOf("report.html")).Entries);
    }

    [Fact]
    public void A_name_with_brackets_is_meant_literally_by_LiteralPath_and_where_it_matches_nothing()
    {
        _session.Run("$input | Export-ClarifaiReport -LiteralPath '[x].html'", Cat);
        _session.Run("$input | Export-ClarifaiReport '[y].html'", Cat);

        Assert.Equal(["[x].html", "[y].html"], Files);
    }

    [Fact]
    public void A_wildcard_may_stand_for_one_file_but_not_for_two()
    {
        _folder.Write("one.html", []);
        _session.Run("$input | Export-ClarifaiReport o*.html", Cat);
        Assert.NotEmpty(File.ReadAllBytes(_folder.PathOf("one.html")));

        _folder.Write("other.html", []);
        ScriptResult result = _session.Try("$input | Export-ClarifaiReport o*.html", Cat);

        Assert.Equal("FileExists", result.Terminating!.Id());
        Assert.Empty(File.ReadAllBytes(_folder.PathOf("other.html")));
    }

    [Fact]
    public void A_file_that_is_there_is_overwritten_but_not_with_NoClobber()
    {
        string path = _folder.Write("report.html", "old"u8.ToArray());

        ScriptResult result = _session.Try("$input | Export-ClarifaiReport report.html -NoClobber -Force", Cat);
        Assert.Equal("FileExists", result.Terminating!.Id());
        Assert.Equal(ErrorCategory.ResourceExists, result.Terminating!.CategoryInfo.Category);
        Assert.Equal("old", File.ReadAllText(path));

        _session.Run("$input | Export-ClarifaiReport report.html", Cat);
        Assert.Single(new ReportDocument(path).Entries, entry => entry.ContainsKey("s"));
        Assert.Equal(["report.html"], Files);
    }

    [Fact]
    public void A_read_only_file_is_overwritten_with_Force_and_stays_read_only()
    {
        string path = _folder.Write("report.html", "old"u8.ToArray());
        File.SetAttributes(path, FileAttributes.ReadOnly);

        ScriptResult result = _session.Try("$input | Export-ClarifaiReport report.html", Cat);
        Assert.Equal("FileAccessDenied", result.Terminating!.Id());
        Assert.Contains("-Force", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));

        _session.Run("$input | Export-ClarifaiReport report.html -Force", Cat);
        Assert.NotEmpty(new ReportDocument(path).Entries);
        Assert.True(File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly));
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_before_anything_is_asked()
    {
        ScriptResult result = _session.Try("& { $global:asked = $true; $input } | Export-ClarifaiReport missing/report.html", Cat);

        Assert.Equal("FileNotFound", result.Terminating!.Id());
        Assert.Null(_session.Get("asked"));
    }

    [Theory]
    [InlineData("-Path")]
    [InlineData("-LiteralPath")]
    public void A_drive_that_is_not_there_is_named(string parameter)
    {
        ScriptResult result = _session.Try($"$input | Export-ClarifaiReport {parameter} nowhere:/report.html", Cat);

        Assert.Equal("FileNotFound", result.Terminating!.Id());
        Assert.Contains("drive with the name 'nowhere'", result.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        Directory.CreateDirectory(_folder.PathOf("report.html"));

        Assert.Equal("PathIsDirectory", _session.Try("$input | Export-ClarifaiReport report.html", Cat).Terminating!.Id());
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        _session.Run("$input | Export-ClarifaiReport report.html -WhatIf -PassThru", Cat);

        Assert.Empty(Files);
        Assert.Contains(_folder.PathOf("report.html"), _session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_upstream_leaves_nothing_behind_and_the_old_report_as_it_was()
    {
        string path = _folder.Write("report.html", "old"u8.ToArray());

        ScriptResult result = _session.Try("& { $args; throw 'upstream' } @($input) | Export-ClarifaiReport report.html", Cat);

        Assert.NotNull(result.Terminating);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["report.html"], Files);
    }

    [Fact]
    public async Task Stopping_leaves_nothing_behind()
    {
        using var entered = new ManualResetEventSlim();
        _session.Set("entered", entered);
        _session.Set("cat", Cat);
        using System.Management.Automation.PowerShell pipeline =
            _session.Pipeline("& { $cat; $entered.Set(); while ($true) { $cat } } | Export-ClarifaiReport report.html");

        IAsyncResult run = pipeline.BeginInvoke();
        Assert.True(await Task.Run(() => entered.Wait(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken)).MustEnd());
        Assert.StartsWith(".clarifai-report-", Assert.Single(Files), StringComparison.Ordinal);
        await pipeline.StopAsync(null, null).MustEnd();

        pipeline.EndStopped(run);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_file_that_takes_no_more_is_an_error_and_is_not_left_behind()
    {
        // As on a full disk, which no test can have.
        using var shell = ShellProcess.Start(
            """
            try {
                & { foreach ($i in 1..20000) { [pscustomobject]@{ Source = "/photos/$i.jpg"; Name = 'cat'; Value = 0.5 } } } |
                    Export-ClarifaiReport $env:REPORT
            }
            catch { $_.FullyQualifiedErrorId }
            """,
            start =>
            {
                ShellProcess.LimitFiles(start, 1000);
                start.Environment["REPORT"] = _folder.PathOf("report.html");
            });

        Assert.StartsWith("FileWriteFailed,", await shell.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await shell.WaitForExitAsync());
        Assert.Empty(Files);
    }

    [Fact]
    public void Rows_are_in_the_file_long_before_the_last_one_comes()
    {
        _session.Set("folder", _folder.FullPath);

        _session.Run(
            """
            & {
                foreach ($i in 1..20000) { [pscustomobject]@{ Source = "/photos/$i.jpg"; Name = 'cat'; Value = 0.5 } }
                $global:written = ([IO.FileInfo][IO.Directory]::GetFiles($folder)[0]).Length
            } | Export-ClarifaiReport report.html
            """);

        long whole = new FileInfo(_folder.PathOf("report.html")).Length;
        Assert.InRange((long)_session.Get("written")!, whole - 300_000, whole);
    }

    private IEnumerable<string> Files =>
        Directory.EnumerateFiles(_folder.FullPath).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
