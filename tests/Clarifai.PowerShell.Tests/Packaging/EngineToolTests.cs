using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Clarifai.PowerShell.Tests.Engine;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Packaging;

/// <summary>
/// The engine packed as a dotnet tool for this platform, installed from that and used by the module: all as people get it, but that it is
/// not compiled ahead of time, which takes a C compiler and minutes.
/// </summary>
[Collection(nameof(LocalEngines))]
public sealed class EngineToolTests : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly SampleFolder _folder = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_tool_is_installed_from_its_packages_and_answers_the_module()
    {
        string platform = RuntimeInformation.RuntimeIdentifier;
        string packages = _folder.PathOf("packages");

        // The package without a platform only points to the others. What the build analyzes is not analyzed again.
        foreach (string[] kind in (string[][])[["--use-current-runtime", "-p:PublishAot=false", "-p:RunAnalyzers=false"], ["--no-build"]])
        {
            await DotnetAsync(
            [
                "pack", Repository.PathOf("src", "Clarifai.Local"), "-c", "Release", "-o", packages,
                "-p:ArtifactsPath=" + _folder.PathOf("build"), .. kind,
            ]);
        }

        FileInfo[] files = [.. new DirectoryInfo(packages).EnumerateFiles("*.nupkg").OrderBy(file => file.Length)];
        Assert.Equal(2, files.Length);
        Assert.InRange(files[0].Length, 1, Megabyte);
        Assert.InRange(files[1].Length, 10 * Megabyte, 80 * Megabyte);
        AssertHasNoOtherPlatform(files[1], platform);

        await DotnetAsync(
            "tool", "install", "clarifai-local", "--tool-path", _folder.PathOf("tools"),
            "--add-source", packages, "--configfile", OnlyFrom(packages));
        _session.Set("engine", _folder.PathOf(OperatingSystem.IsWindows() ? "tools/clarifai-local.exe" : "tools/clarifai-local"));
        _session.Set("heic", Repository.PathOf("tests", "Clarifai.Local.Tests", "Data", "pictures", "cat.heic"));
        _session.GoTo(Repository.PathOf("samples"));

        ScriptResult result = _session.Run(
            "Connect-Clarifai -Local -EnginePath $engine; Invoke-ClarifaiPredict cat.jpg, $heic -Concept cat; Disconnect-Clarifai");

        Assert.Equal(["cat", "cat"], result.Names);
    }

    private static void AssertHasNoOtherPlatform(FileInfo package, string platform)
    {
        using ZipArchive content = ZipFile.OpenRead(package.FullName);
        string[] names = [.. content.Entries.Select(entry => entry.Name)];
        string[] runtime = [.. names.Where(name => name.Contains("onnxruntime", StringComparison.Ordinal))];
        Assert.NotEmpty(runtime);
        Assert.Single(names, name => name.StartsWith("Magick.Native", StringComparison.Ordinal));
        Assert.DoesNotContain(runtime, name => name.EndsWith(".pdb", StringComparison.Ordinal));
        string[] foreign = platform.StartsWith("win", StringComparison.Ordinal) ? [".so", ".dylib"]
            : platform.StartsWith("osx", StringComparison.Ordinal) ? [".so"]
            : [".dylib"];
        Assert.DoesNotContain(names, name => foreign.Contains(Path.GetExtension(name)));
        Assert.Contains("NOTICE", names);
        Assert.Contains($"tools/net10.0/{platform}/licenses/Magick.NET/Notice.txt", content.Entries.Select(entry => entry.FullName));
    }

    // A package of the same name that some registry has is not asked for.
    private string OnlyFrom(string packages) => _folder.Write("nuget.config", System.Text.Encoding.UTF8.GetBytes(
        $"<configuration><packageSources><clear /><add key=\"built\" value=\"{packages}\" /></packageSources></configuration>"));

    private async Task DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullPath,
        };

        // This run's build servers end with it.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var dotnet = Process.Start(start)!;
        Task<string> errors = dotnet.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await dotnet.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dotnet.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(dotnet.ExitCode == 0, $"dotnet {arguments[0]}: {output}{await errors}");
    }
}
