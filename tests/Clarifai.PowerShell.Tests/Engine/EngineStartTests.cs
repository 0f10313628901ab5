using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>Programs that are not the engine, or are not there: one error that ends the command, and no process that stays.</summary>
[Collection(nameof(Connecting.ProcessEnvironment))]
public sealed class EngineStartTests : IDisposable
{
    private const string Variable = "CLARIFAI_LOCAL";
    private const string ModelsVariable = "CLARIFAI_LOCAL_MODELS";
    private const string Limits = """{"inputsPerRequest":1,"maximumImageBytes":1,"maximumRequestBytes":1}""";

    private static readonly string EngineName = Path.GetFileName(ModuleRunspace.Engine);

    private static readonly string WhatToInstall =
        " Install it with 'dotnet tool install --global clarifai-local' (.NET 10 SDK), unpack its archive, "
        + $"clarifai-local-<version>-<platform>, into '{Path.Combine(Path.GetDirectoryName(ModuleRunspace.Manifest)!, "local")}' "
        + "or a folder on PATH (no .NET needed), or specify its path with Connect-Clarifai -Local -EnginePath "
        + "or the environment variable CLARIFAI_LOCAL.";

    private readonly SampleFolder _folder = new();
    private readonly ModuleSession _session = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(ModelsVariable, null);
        Environment.SetEnvironmentVariable(Variable, _before);
        Environment.SetEnvironmentVariable("PATH", _path);
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_EnginePath_that_names_nothing_says_what_to_install()
    {
        string missing = _folder.PathOf("clarifai-local");
        _session.Set("path", missing);

        ErrorRecord error = Failure("Connect-Clarifai -Local -EnginePath $path");

        Assert.Equal(("LocalEngineNotFound", ErrorCategory.NotInstalled), error.Kind());
        Assert.Equal($"The local engine was not found: '{missing}' does not exist.{WhatToInstall}", error.Exception.Message);
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict cat.jpg -MaximumDimension 1024")]
    [InlineData("Invoke-ClarifaiWorkflow cat.jpg -Workflow party -MaximumDimension 1024")]
    [InlineData("Measure-ClarifaiInput cat.jpg -MaximumDimension 1024")]
    public async Task To_shrink_pictures_without_the_engine_says_what_to_install_before_anything_is_sent(string command)
    {
        await using StubService service = await StubService.StartAsync();
        _session.Connect(service.Address);
        _session.GoTo(Repository.PathOf("samples"));
        Environment.SetEnvironmentVariable(Variable, "/nowhere/clarifai-local");

        ErrorRecord error = Failure(command);

        Assert.Equal(("LocalEngineNotFound", ErrorCategory.NotInstalled), error.Kind());
        Assert.EndsWith(WhatToInstall, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void A_relative_EnginePath_starts_at_the_location()
    {
        _session.GoTo(_folder.FullPath);

        ErrorRecord error = Failure("Connect-Clarifai -Local -EnginePath ./engine");

        Assert.StartsWith(
            $"The local engine was not found: '{_folder.PathOf("engine")}' does not exist.",
            error.Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_may_be_named_by_its_folder()
    {
        string program = _folder.Program($"unpacked/{EngineName}", "exit 1");
        _session.Set("folder", Path.GetDirectoryName(program)!);

        Assert.StartsWith(
            $"The local engine '{program}' did not start: ",
            Failure("Connect-Clarifai -Local -EnginePath $folder").Exception.Message,
            StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(Variable, Path.GetDirectoryName(program)!);
        Assert.StartsWith(
            $"The local engine '{program}' did not start: ",
            Failure("Connect-Clarifai -Local").Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_program_is_a_folder()
    {
        _session.Set("folder", _folder.FullPath);

        ErrorRecord error = Failure("Connect-Clarifai -Local -EnginePath $folder");

        Assert.Equal("LocalEngineNotFound", error.Id());
        Assert.Equal(
            $"The local engine was not found: '{_folder.FullPath}' is a folder that does not contain {EngineName}.{WhatToInstall}",
            error.Exception.Message);
    }

    [Fact]
    public void A_file_that_is_no_program_is_named_once()
    {
        string text = _folder.Write("clarifai-local", "words"u8.ToArray());
        _session.Set("path", text);

        ErrorRecord error = Failure("Connect-Clarifai -Local -EnginePath $path");

        Assert.Equal("LocalEngineFailed", error.Id());
        Assert.Matches(@"^The local engine '[^']+' did not start: [^'/]+\.$", error.Exception.Message);
    }

    [Theory]
    [InlineData("/nowhere/clarifai-local", "CLARIFAI_LOCAL is '/nowhere/clarifai-local', which does not exist.")]
    [InlineData("/", "CLARIFAI_LOCAL is '/', which is a folder that does not contain ")]
    [InlineData("clarifai-local", "CLARIFAI_LOCAL is 'clarifai-local', which is not a full path.")]
    public void A_variable_that_names_no_program_by_its_full_path_is_not_found(string named, string reason)
    {
        _folder.Write("clarifai-local", "#!/bin/sh\n"u8.ToArray());
        _session.GoTo(_folder.FullPath);
        Environment.SetEnvironmentVariable(Variable, named);

        ErrorRecord error = Failure("Connect-Clarifai -Local");

        Assert.Equal("LocalEngineNotFound", error.Id());
        Assert.StartsWith($"The local engine was not found: {reason}", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_current_folder_is_not_a_place_where_the_engine_is_looked_for()
    {
        _folder.Write("here/clarifai-local", "#!/bin/sh\n"u8.ToArray());
        _session.GoTo(_folder.PathOf("here"));
        ImportCopyOfModule();
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string installed = Path.Combine(home, ".dotnet", "tools", EngineName);
        Assert.SkipWhen(File.Exists(installed), "The engine is installed as a tool on this machine.");

        ErrorRecord error = Failure("Connect-Clarifai -Local");

        Assert.Equal("LocalEngineNotFound", error.Id());
        Assert.Contains($" or as '{installed}'.", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.PathOf("here"), error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_nearer_the_program_on_PATH_is_started()
    {
        ImportCopyOfModule();
#if !DESKTOP
        // What may not be run is passed over on Unix, where the desktop edition never is.
        _folder.Write($"first/{EngineName}", "no program"u8.ToArray());
#endif
        string program = _folder.Program($"second/{EngineName}", "exit 1");
        _folder.Program($"here/{EngineName}", "exit 1");
        _session.GoTo(_folder.PathOf("here"));
        Environment.SetEnvironmentVariable(
            "PATH", string.Join(Path.PathSeparator, ".", "", _folder.PathOf("first"), _folder.PathOf("second"), _path));

        Assert.StartsWith(
            $"The local engine '{program}' did not start: ",
            Failure("Connect-Clarifai -Local").Exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bin/false")]
    [InlineData("/bin/cat")]
    [InlineData("/bin/echo")]
    public void A_program_that_is_no_engine_is_told_with_the_reason(string program)
    {
        Assert.SkipUnless(File.Exists(program), $"There is no {program} here.");
        _session.Set("path", program);

        ErrorRecord error = Failure("Connect-Clarifai -Local -EnginePath $path");

        Assert.Equal(("LocalEngineFailed", ErrorCategory.ResourceUnavailable), error.Kind());
        Assert.Matches($"^The local engine '{program}' did not start: .{{5,}}$", error.Exception.Message);
        Assert.Empty(_session.Run("Get-ClarifaiConnection").Output);
    }

    [Fact]
    public void What_a_failing_engine_wrote_to_standard_error_is_told()
    {
        _session.Set("path", _folder.Program("engine", "echo 'a library is missing' >&2; exit 1"));

        ErrorRecord error = Failure("Connect-Clarifai -Local -EnginePath $path");

        Assert.EndsWith(
            "did not start: it ended before it was ready. Its output: a library is missing",
            error.Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_program_is_told()
    {
        _session.Set("path", _folder.Write("engine.bin", [1, 2, 3]));

        Assert.Equal("LocalEngineFailed", Failure("Connect-Clarifai -Local -EnginePath $path").Id());
    }

    [Theory]
    [InlineData($$"""{"address":"ftp://example.com","version":"1","limits":{{Limits}}}""")]
    [InlineData($$"""{"address":null,"version":"1","limits":{{Limits}}}""")]
    [InlineData("""{"address":"http://127.0.0.1:1","version":"1","limits":{"inputsPerRequest":1.5}}""")]
    [InlineData("""{"address":"http://127.0.0.1:1","version":"1"}""")]
    [InlineData("[]")]
    public async Task An_engine_whose_ready_line_makes_no_sense_is_told_and_ended(string line)
    {
        string idFile = _folder.PathOf("id");
        _session.Set("path", _folder.Program("engine", $"echo $$ > '{idFile}'\nread key\necho '{line}'\nexec cat > /dev/null"));

        ErrorRecord error = Failure("Connect-Clarifai -Local -EnginePath $path");

        Assert.Equal("LocalEngineFailed", error.Id());
        string id = await File.ReadAllTextAsync(idFile, TestContext.Current.CancellationToken);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_for_an_engine_that_never_gets_ready()
    {
        // The program opens the pipe when it has its key; what it waits for then is the end of its input.
        string pipe = _folder.PathOf("pipe");
        _session.Set("path", _folder.Program("engine", $"read key\necho waiting > '{pipe}'\nexec cat > /dev/null"));
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken).MustEnd();
        }

        using System.Management.Automation.PowerShell pipeline = _session.Pipeline("Connect-Clarifai -Local -EnginePath $path");
        Task running = pipeline.InvokeAsync();
        Assert.Equal("waiting\n", await File.ReadAllTextAsync(pipe, TestContext.Current.CancellationToken).MustEnd());

        pipeline.Stop();

        await pipeline.EndStoppedAsync(running);
        Assert.Empty(_session.Run("Get-ClarifaiConnection").Output);
    }

    [Theory]
    [InlineData("debug", "release")]
    [InlineData("release", "debug")]
    public void In_a_checkout_the_engine_that_was_built_last_is_found(string older, string newer)
    {
        ImportCopyOfModule();
        _folder.Write("module/local/build.txt", "../../build\n"u8.ToArray());

        // One that was cleaned away is not replaced by a tool of another version.
        Assert.Equal(
            $"The local engine of this checkout has not been built: it is missing from '{_folder.PathOf("build")}'. Run 'dotnet build'.",
            Failure("Connect-Clarifai -Local").Exception.Message);

        foreach ((string build, int hour) in (ReadOnlySpan<(string, int)>)[(older, 1), (newer, 2)])
        {
            _folder.Program($"build/{build}/{EngineName}", "exit 1");
            File.SetLastWriteTimeUtc(
                _folder.Write($"build/{build}/clarifai-local.dll", []), new DateTime(2026, 1, 1, hour, 0, 0, DateTimeKind.Utc));
        }

        Assert.StartsWith(
            $"The local engine '{_folder.PathOf($"build/{newer}/{EngineName}")}' did not start: ",
            Failure("Connect-Clarifai -Local").Exception.Message,
            StringComparison.Ordinal);

        // One that is installed beside the module is before it.
        string installed = _folder.Program($"module/local/{EngineName}", "exit 1");
        Assert.StartsWith(
            $"The local engine '{installed}' did not start: ",
            Failure("Connect-Clarifai -Local").Exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty", "does not contain any model folders.")]
    [InlineData("./nowhere", "does not exist.")]
    public void A_relative_folder_of_models_is_at_the_location_and_an_error_about_it_names_the_variable(string named, string complaint)
    {
        Directory.CreateDirectory(_folder.PathOf("empty"));
        _session.GoTo(_folder.FullPath);
        Environment.SetEnvironmentVariable(ModelsVariable, named);
        string folder = _folder.PathOf(Path.GetFileName(named));

        Assert.EndsWith(
            $"The models folder '{folder}' {complaint} The environment variable {ModelsVariable} is set to '{folder}'.",
            Failure("Connect-Clarifai -Local").Exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nowhere:/models", "Get-Location")]
    [InlineData("models", "Set-Location Env:")]
    public void Models_that_are_not_in_the_file_system_are_an_error_that_names_the_variable(string named, string first)
    {
        Environment.SetEnvironmentVariable(ModelsVariable, named);
        _session.Run(first);

        Assert.Equal(
            $"The environment variable {ModelsVariable} is set to '{named}', which is not a folder of the file system.",
            Failure("Connect-Clarifai -Local").Exception.Message);
    }

    // The module as it is installed: nothing in it leads to this checkout's engine.
    private void ImportCopyOfModule()
    {
        string stage = Path.GetDirectoryName(ModuleRunspace.Manifest)!;
        foreach (string file in Directory.EnumerateFiles(stage, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(stage, file);
            if (!name.StartsWith("local", StringComparison.Ordinal))
            {
                _folder.Write(Path.Combine("module", name), File.ReadAllBytes(file));
            }
        }

        Environment.SetEnvironmentVariable(Variable, null);
        _session.Run($"Remove-Module Clarifai; Import-Module '{_folder.PathOf("module/Clarifai.psd1")}'");
    }

    private ErrorRecord Failure(string script)
    {
        ScriptResult result = _session.Try(script);
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        return result.Terminating!;
    }
}
