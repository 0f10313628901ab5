namespace Clarifai.PowerShell;

/// <summary>
/// Finds the local engine. Never in the current directory, where a folder of pictures could bring a program of that name.
/// </summary>
internal static class EngineLocator
{
    /// <summary>The variable that names the engine's program.</summary>
    public const string Variable = "CLARIFAI_LOCAL";

    // In a checkout, the build writes here where its engines are, seen from this file; packages and installed modules do not have it.
    private const string BuildPointer = "build.txt";

    private const string Program = "clarifai-local";

    private static readonly string FileName = ProgramFile.NameOf(Program);

    /// <param name="enginePath">The program as the user named it, as a full path; null to look for it.</param>
    /// <param name="moduleBase">The folder of the module.</param>
    /// <exception cref="ClarifaiException">It is not installed (LocalEngineNotFound).</exception>
    public static string Find(string? enginePath, string moduleBase)
    {
        string? named = enginePath ?? Environment.GetEnvironmentVariable(Variable);
        string folder = Path.Combine(moduleBase, "local");
        if (!string.IsNullOrEmpty(named))
        {
            return Path.IsPathRooted(named) && File.Exists(named) ? named! : throw NotFound($"There is no program '{named}'.", folder);
        }

        string beside = Path.Combine(folder, FileName);
        string tool = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools", FileName);
        return File.Exists(beside) ? beside
            : FindBuilt(folder) is { } built ? built
            : ProgramFile.Find(Program, Environment.GetEnvironmentVariable("PATH")) is { } onPath ? onPath
            : File.Exists(tool) ? tool
            : throw NotFound($"It is neither {beside} nor on PATH nor {tool}.", folder);
    }

    // Of the folders, one a configuration, the one that was built last. Only the assembly's time tells: its program is made once.
    private static string? FindBuilt(string folder)
    {
        string pointer = Path.Combine(folder, BuildPointer);
        if (!File.Exists(pointer))
        {
            return null;
        }

        var builds = new DirectoryInfo(Path.Combine(folder, File.ReadAllText(pointer).Trim()));
        IEnumerable<string> programs = !builds.Exists
            ? []
            : builds.GetDirectories()
                .OrderByDescending(build => File.GetLastWriteTimeUtc(Path.Combine(build.FullName, "clarifai-local.dll")))
                .Select(build => Path.Combine(build.FullName, FileName));
        return programs.FirstOrDefault(File.Exists) ?? throw new ClarifaiException(
            ErrorId.LocalEngineNotFound,
            $"The local engine of this checkout is not built: there is none in '{builds.FullName}'. Run 'dotnet build'.");
    }

    private static ClarifaiException NotFound(string why, string folder) => new(
        ErrorId.LocalEngineNotFound,
        $"The local engine is not installed. {why} Install it with 'dotnet tool install --global {Program}' (.NET 10 SDK), or unpack its "
        + $"archive, {Program}-<version>-<platform>, into '{folder}' or a folder of PATH (no .NET needed), or name its program with "
        + $"-EnginePath or the environment variable {Variable}.");
}
