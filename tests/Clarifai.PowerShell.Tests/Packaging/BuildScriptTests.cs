using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Packaging;

/// <summary>What build.ps1 has dotnet do, told by a program of that name that only says what it is asked.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-File", "build.ps1", "-Task", "Build,Test")]
    [InlineData("-File", "build.ps1", "-Task", "build, test")]
    [InlineData("-Command", "./build.ps1 -Task Build, Test")]
    public async Task Tasks_are_done_in_turn(params string[] arguments) =>
        Assert.Equal(new ShellResult(0, "build --configuration Debug\ntest --configuration Debug\n", ""), await RunAsync(arguments));

    [Theory]
    [InlineData("Unknown task 'Tset'.", "-File", "build.ps1", "-Task", "Build,Tset")]
    [InlineData("Unknown task 'Tset', 'x'.", "-File", "build.ps1", "-Task", "Tset,x")]
    [InlineData("Unknown task ''.", "-File", "build.ps1", "-Task", "")]
    [InlineData("Unknown task ''.", "-Command", "./build.ps1 -Task @()")]
    [InlineData("argument 'Test'", "-File", "build.ps1", "-Task", "Build", "Test")]
    public async Task A_task_that_there_is_not_is_refused_before_any_is_done(string complaint, params string[] arguments)
    {
        ShellResult result = await RunAsync(arguments);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_puts_the_module_and_beside_it_the_engine_where_modules_are_found()
    {
        string modules = _folder.PathOf("modules");
        string stage = Path.GetDirectoryName(ModuleRunspace.Manifest)!;
        string installed = Path.Combine(modules, "Clarifai", Path.GetFileName(stage));

        ShellResult result = await RunAsync("-File", "build.ps1", "-Task", "Install", "-ModulePath", modules);

        Assert.Equal("", result.Error);
        Assert.StartsWith(
            "build src/module --configuration Release\n"
            + $"publish src/Clarifai.Local --configuration Release --output {Path.Combine(installed, "local")} -p:PublishAot=false\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.Equal(Names(stage).Except([Path.Combine("local", "build.txt")]), Names(installed));
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order();

    private async Task<ShellResult> RunAsync(params string[] arguments)
    {
        _folder.Program("dotnet", "echo \"$@\"");
        using var shell = ShellProcess.Start(
            arguments, start => start.Environment["PATH"] = _folder.FullPath + Path.PathSeparator + start.Environment["PATH"]);
        return await shell.EndAsync();
    }
}
