using Clarifai.Local.Tests.Programs;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Clients;

/// <summary>A folder with the JavaScript client.</summary>
internal static class NodeFolder
{
    public static async Task InstallAsync(TestFolder folder)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Clients", "package.json"), folder.File("package.json"));
        _ = await FfmpegForTests.RunAsync(
            InstalledProgram.Path("npm"), ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], folder.Path);
    }
}
