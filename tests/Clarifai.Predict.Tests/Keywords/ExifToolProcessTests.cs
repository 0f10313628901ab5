using System.Text;
using Clarifai.Tests.Video;

namespace Clarifai.Tests.Keywords;

/// <summary>The launcher, with a shell script in ExifTool's place.</summary>
public sealed class ExifToolProcessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_environment_has_no_secret_and_no_configuration()
    {
        Environment.SetEnvironmentVariable("CLARIFAI_LAUNCHER_TEST", "secret");
        Environment.SetEnvironmentVariable("EXIFTOOL_HOME", _folder.Path);
        string[] allowed = ["PATH", "TEMP", "TMP", "TMPDIR", "PWD", "OLDPWD", "_", "SHLVL"];

        string environment = await EndAsync("/usr/bin/env; exit 1");

        Assert.All(
            environment.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains(line.Split('=')[0], allowed));
    }

    [Fact]
    public async Task The_users_configuration_is_turned_off_and_arguments_come_on_standard_input()
    {
        const string Script = "for a in \"$@\"; do echo \"[$a]\"; done; /bin/sed s/clarifai-/mark-/";
        string[] lines = (await EndAsync(Script, "-a", "ü = 1")).Split('\n');

        Assert.Equal(["[-config]", "[]", "[-@]", "[-]"], lines[..4]);
        Assert.Contains("-a", lines);
        Assert.Contains("ü = 1", lines);
    }

    [Fact]
    public async Task An_early_end_is_an_error_with_its_last_words()
    {
        using ExifToolProcess process = await BeginAsync("echo 'no memory' >&2; exit 3");

        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => process.ReadAnswerAsync(Stream.Null));

        Assert.Equal(ErrorId.ExifToolFailed, error.ErrorId);
        Assert.Contains("no memory", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec sleep 300")]
    [InlineData("sleep 300; true")]
    [InlineData("cat > /dev/null; sleep 300; true")]
    public async Task One_that_hangs_is_an_error(string script)
    {
        string[] more = [.. Enumerable.Repeat(new string('a', 100), 10_000)];

        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(
            () => StartAsync(script, more, TimeSpan.FromMilliseconds(50)));

        Assert.Contains("did not respond", error.Message, StringComparison.Ordinal);
    }

    private Task<ExifToolProcess> StartAsync(string script, string[] arguments, TimeSpan? longestStart = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows runs no shell scripts as programs.");
        string program = _folder.File("exiftool");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return ExifToolProcess.StartAsync(program, [arguments], Cancellation, longestStart);
    }

    // Tells a version as ExifTool does, and begins to answer.
    private Task<ExifToolProcess> BeginAsync(string script, params string[] arguments) => StartAsync(
        $$"""
        cat > "$0.in"
        mark=$(sed -n '/^clarifai-[0-9a-f]*$/ { p; q; }' "$0.in")
        printf '%s\n' "$mark" 12.57 "${mark}0" "$mark"
        echo "$mark" >&2
        { {{script}}
        } < "$0.in"
        """,
        arguments);

    // It never answers: what it wrote before it ended is what is asked for.
    private async Task<string> EndAsync(string script, params string[] arguments)
    {
        using ExifToolProcess process = await BeginAsync(script, arguments);
        using var output = new MemoryStream();
        await Assert.ThrowsAsync<ClarifaiException>(() => process.ReadAnswerAsync(output));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
