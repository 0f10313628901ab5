using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

/// <summary>The shell is PowerShell with this checkout's module in it.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "1")]
    [InlineData(0, "1/0; 1")]
    [InlineData(1, "1/0")]
    [InlineData(1, "throw 'boom'")]
    [InlineData(1, "Nope-Nothing")]
    [InlineData(1, "if )")]
    [InlineData(5, "exit 5")]
    public async Task A_command_ends_with_the_exit_codes_of_PowerShell(int expected, string script) =>
        Assert.Equal(expected, (await ShellProcess.RunAsync(["-Command", script])).ExitCode);

    [Theory]
    [InlineData(0, "Nope-Nothing")]
    [InlineData(1, "throw 'boom'")]
    [InlineData(7, "& { exit 7 }; 1")]
    public async Task So_does_a_script_file(int expected, string script) =>
        Assert.Equal(expected, (await ShellProcess.RunAsync(["-File", Script(script)])).ExitCode);

    [Theory]
    [InlineData("-File", "nosuchfile.ps1")]
    [InlineData("-Nonsense")]
    public async Task A_command_line_that_makes_no_sense_ends_with_64(params string[] arguments) =>
        Assert.Equal(64, (await ShellProcess.RunAsync(arguments)).ExitCode);

    [Theory]
    [InlineData("name=cat count=7 on=True args=", "-Name", "cat", "-Count", "7", "-On")]
    [InlineData("name=a b count=1 on=False args=two|three", "a b", "1", "two", "three")]
    public async Task A_script_file_gets_its_arguments(string expected, params string[] arguments)
    {
        string script = Script(
            """
            param([string] $Name, [int] $Count = 5, [switch] $On)
            "name=$Name count=$Count on=$On args=$($args -join '|')"
            """);

        Assert.Equal(new ShellResult(0, expected + "\n", ""), await ShellProcess.RunAsync(["-File", script, .. arguments]));
    }

    [Fact]
    public async Task Piped_lines_are_the_input_of_a_command_and_of_a_script_file()
    {
        const string Echo = "$input | ForEach-Object { \"<$_>\" }";

        ShellResult command = await ShellProcess.RunAsync(["-Command", Echo], input: "one\ntwo\n");
        ShellResult file = await ShellProcess.RunAsync(["-File", Script(Echo)], input: "one\ntwo\n");

        Assert.Equal(new ShellResult(0, "<one>\n<two>\n", ""), command);
        Assert.Equal(command, file);
    }

    [Fact]
    public async Task The_module_of_this_build_is_found_by_name_before_one_that_is_installed()
    {
        _folder.Write("powershell/Modules/Clarifai/99.0/Clarifai.psd1", "@{ ModuleVersion = '99.0' }"u8.ToArray());
        using var shell = ShellProcess.Start(
            ["-Command", "Import-Module Clarifai; (Get-Module Clarifai).ModuleBase; (Get-Command Invoke-ClarifaiPredict).Source"],
            start =>
            {
                start.Environment["XDG_DATA_HOME"] = _folder.FullPath;
                start.Environment["PSModulePath"] = _folder.PathOf("powershell/Modules");
            });
        ShellResult result = await shell.EndAsync();

        string version = Path.GetFileName(Path.GetDirectoryName(ModuleRunspace.Manifest)!);
        string module = Path.Combine(Path.GetDirectoryName(ShellProcess.Executable)!, "Modules", "Clarifai", version);
        Assert.Equal(new ShellResult(0, $"{module}\nClarifai\n", ""), result);
        string[] staged = Files(Path.GetDirectoryName(ModuleRunspace.Manifest)!);
        Assert.Contains("Clarifai.psd1", staged);
        Assert.Equal(staged, Files(module));
    }

    [Fact]
    public async Task The_engine_of_this_build_is_found_without_a_variable()
    {
        using var shell = ShellProcess.Start(
            ["-Command", "Connect-Clarifai -Local; (Invoke-ClarifaiPredict samples/cat.jpg -Concept cat).Name"],
            start => start.Environment.Remove("CLARIFAI_LOCAL"));

        Assert.Equal(new ShellResult(0, "cat\n", ""), await shell.EndAsync());
    }

    [Fact]
    public async Task The_modules_that_come_with_PowerShell_are_there()
    {
        IReadOnlyList<string> modules = await ShellProcess.LinesAsync("(Get-Module -ListAvailable).Name");

        Assert.Contains("PSReadLine", modules);
        Assert.Contains("Microsoft.PowerShell.Archive", modules);
        Assert.Contains("Microsoft.PowerShell.PSResourceGet", modules);
        Assert.Contains("Microsoft.PowerShell.ThreadJob", modules);
    }

    [Fact]
    public async Task A_thread_job_asks_with_a_connection_that_it_is_given()
    {
        await using StubService service = await StubService.StartAsync();
        string picture = _folder.Picture("cat.jpg");

        IReadOnlyList<string> lines = await ShellProcess.LinesAsync(
            $$"""
            $connection = Connect-Clarifai -ApiKey (ConvertTo-SecureString key -AsPlainText) -BaseUri '{{service.Address}}' -PassThru
            $job = Start-ThreadJob { Invoke-ClarifaiPredict '{{picture}}' -Connection $using:connection }
            ($job | Receive-Job -Wait).Name
            """);

        Assert.Equal("cat", lines[0]);
    }

    [Fact]
    public async Task A_job_in_a_process_of_its_own_is_refused_with_the_way_out()
    {
        ShellResult result = await ShellProcess.RunAsync(["-Command", "Start-Job { 1 }"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("ThreadJob", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tab_completes_a_model()
    {
        IReadOnlyList<string> lines = await ShellProcess.LinesAsync(
            "(TabExpansion2 'Invoke-ClarifaiPredict a.jpg -Model gen' 39).CompletionMatches.CompletionText");

        Assert.Contains("general", lines);
    }

    [Fact]
    public async Task No_profile_is_read_and_no_telemetry_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows a profile is in the user's documents.");
        _folder.Write("powershell/profile.ps1", "'profile'"u8.ToArray());
        using var shell = ShellProcess.Start(["-Command", "$PROFILE.CurrentUserAllHosts"], start =>
        {
            foreach (string place in (string[])["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"])
            {
                start.Environment[place] = _folder.FullPath;
            }
        });

        Assert.Equal(new ShellResult(0, _folder.PathOf("powershell/profile.ps1") + "\n", ""), await shell.EndAsync());
        Assert.DoesNotContain(Files(_folder.FullPath), file => file.Contains("telemetry", StringComparison.Ordinal));
    }

    private static string[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
    ];

    private string Script(string script) => _folder.Write("script.ps1", System.Text.Encoding.UTF8.GetBytes(script));
}
