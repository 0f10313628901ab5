using System.Diagnostics;
using System.IO.Compression;
using System.Management.Automation;
using System.Xml.Linq;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Packaging;

/// <summary>The package that the gallery gets is the staged module, described as the gallery wants it.</summary>
public sealed class GalleryPackageTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_package_is_the_staged_module_and_says_so()
    {
        string package = await PackAsync("--no-build");
        using ZipArchive content = ZipFile.OpenRead(package);

        string[] expected = [.. StagedFiles().Order(StringComparer.Ordinal)];
        string[] files =
        [
            .. content.Entries.Select(entry => entry.FullName)
                .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal)
                    && !name.StartsWith("package/", StringComparison.Ordinal))
                .Except(["[Content_Types].xml", "Clarifai.nuspec"])
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(expected, files);
        Assert.Contains("Clarifai.psd1", files);
        Assert.Equal(
            ["bin/core/Clarifai.PowerShell.dll", "bin/core/Clarifai.Predict.dll"],
            files.Where(name => name.StartsWith("bin/core/", StringComparison.Ordinal)));

        // Ten times less than the engine; a native library that slipped in would not fit.
        Assert.InRange(new FileInfo(package).Length, 100_000, 2_000_000);
        CheckDescription(content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://code.example/owner/clarifai")]
    public async Task The_addresses_come_from_the_one_that_the_owner_sets(string repository)
    {
        string stage = _folder.PathOf("stage/");
        string package = await PackAsync(
            "--no-restore", $"-p:RepositoryUrl={repository}", "-p:BuildProjectReferences=false",
            $"-p:ModuleStage={stage}", $"-p:IntermediateOutputPath={_folder.PathOf("obj/")}");
        using ZipArchive content = ZipFile.OpenRead(package);
        using var session = new ModuleSession();

        PSObject module = session.Run($"Test-ModuleManifest '{stage}Clarifai.psd1'").Output[0];
        PSObject? page = session.Run(
            $"Remove-Module Clarifai; Import-Module '{stage}Clarifai.psd1'; (Get-Command Invoke-ClarifaiPredict).HelpUri").Output[0];

        (string? project, string license, string help) = repository is ""
            ? (null, "", "")
            : (repository, $"{repository}/blob/HEAD/LICENSE", $"{repository}/blob/HEAD/docs/Invoke-ClarifaiPredict.md");
        Assert.Equal(
            (project, project ?? "", license, help),
            (Metadata(content, "projectUrl"), $"{module.Value("ProjectUri")}", $"{module.Value("LicenseUri")}", $"{page}"));
    }

    private static string? Metadata(ZipArchive content, string name)
    {
        using Stream nuspec = content.GetEntry("Clarifai.nuspec")!.Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        return metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    private static void CheckDescription(ZipArchive content)
    {
        string Value(string name) => Metadata(content, name)!;
        using var session = new ModuleSession();
        IReadOnlyList<object?> cmdlets = session.Run("Get-Command -Module Clarifai -CommandType Cmdlet").All("Name");

        Assert.Equal("Clarifai", Value("id"));
        Assert.Equal(Path.GetFileName(Path.GetDirectoryName(ModuleRunspace.Manifest)), Value("version"));
        Assert.StartsWith("What is in my images and videos?", Value("description"), StringComparison.Ordinal);
        Assert.EndsWith("concept objects out.", Value("description"), StringComparison.Ordinal);
        string[] tags = Value("tags").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("PSModule", tags);
        Assert.Contains("PSEdition_Core", tags);
        Assert.Contains("PSEdition_Desktop", tags);
        Assert.Equal(
            cmdlets.Select(name => $"PSCmdlet_{name}").Order(),
            tags.Where(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)).Order());
        Assert.Equal(
            cmdlets.Select(name => $"PSCommand_{name}").Order(),
            tags.Where(tag => tag.StartsWith("PSCommand_", StringComparison.Ordinal)).Order());
    }

    private static IEnumerable<string> StagedFiles()
    {
        string root = Path.GetDirectoryName(ModuleRunspace.Manifest)!;
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(name => !name.StartsWith("local/", StringComparison.Ordinal));
    }

    private async Task<string> PackAsync(params string[] arguments)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet",
            ["pack", "src/module", .. arguments, "--configuration", configuration, "--output", _folder.FullPath, "--nologo"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).MustEnd();
        Assert.True(process.ExitCode == 0, output + await errors);
        return Assert.Single(Directory.GetFiles(_folder.FullPath, "*.nupkg"));
    }
}
