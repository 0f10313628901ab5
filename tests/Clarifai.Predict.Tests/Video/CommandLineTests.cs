namespace Clarifai.Tests.Video;

public sealed class CommandLineTests
{
    public static TheoryData<string, string> Written { get; } = new()
    {
        { "plain", "plain" },
        { "", "\"\"" },
        { "two words", "\"two words\"" },
        { @"C:\videos\", @"C:\videos\" },
        { @"C:\my videos\", "\"C:\\my videos\\\\\"" },
        { "a\"b", "\"a\\\"b\"" },
        { "a\\\"b", "\"a\\\\\\\"b\"" },
        { @"a\\b c", "\"a\\\\b c\"" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void An_argument_is_written_by_the_rules_of_the_C_runtime(string argument, string expected) =>
        Assert.Equal(expected, CommandLine.Join([argument]));

    [Fact]
    public void Arguments_are_parted_by_blanks() => Assert.Equal("a \"\" \"b c\"", CommandLine.Join(["a", "", "b c"]));

    [Fact]
    public void An_argument_with_a_NUL_is_refused() => Assert.Throws<ArgumentException>(() => CommandLine.Join(["a\0b"]));

    [Fact]
    public async Task A_process_is_given_every_argument_as_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "printf is not a program on Windows");
        string[] arguments =
        [
            "plain", "", " ", "two words", "tab\there", "line\nbreak", "\"", "\"\"", "a\"b c",
            @"\", @"\\", @"ends with\", @"ends with two\\", "back\\\"mark", @"C:\a b\c",
            "$HOME", "`id`", "%PATH%", "*", "'single'", "é漢字🎬", ";&|<>", "--", "\u00A0",
        ];
        var start = new System.Diagnostics.ProcessStartInfo("/usr/bin/printf", CommandLine.Join(["%s\\0", .. arguments]))
        {
            RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(arguments, output.Split('\0')[..^1]);
    }
}
