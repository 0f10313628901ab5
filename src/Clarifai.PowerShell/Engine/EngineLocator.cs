namespace Clarifai.PowerShell;

/// <summary>Finds the local engine, but never in the current directory: a folder of images could contain a program of that name.</summary>
internal static class EngineLocator
{
    /// <summary>The environment variable with the path of the engine's program.</summary>
    public const string Variable = "CLARIFAI_LOCAL";

    // In a checkout, the build writes the location of its engines here, relative to this file; packages and installed modules do not have
    // it.
    private const string BuildPointer = "build.txt";

    private const string Program = "clarifai-local";

    private static readonly string FileName = ProgramFile.NameOf(Program);

    /// <param name="enginePath">The full path of the program or its folder as specified by the user; null to search for it.</param>
    /// <param name="moduleBase">The folder of the module.</param>
    /// <exception cref="ClarifaiException">It is not installed (LocalEngineNotFound).</exception>
    public static string Find(string? enginePath, string moduleBase)
    {
        string? named = enginePath ?? Environment.GetEnvironmentVariable(Variable);
        string folder = Path.Combine(moduleBase, "local");
        if (!string.IsNullOrEmpty(named))
        {
            // The folder that an archive of the engine was unpacked to is as good as the program in it.
            string inside = Path.Combine(named!, FileName);
            string shown = enginePath is null ? $"{Variable} is '{named}', which" : $"'{named}'";
            return !Path.IsPathRooted(named) ? throw NotFound($": {shown} is not a full path", folder)
                : File.Exists(named) ? named!
                : File.Exists(inside) ? inside
                : Directory.Exists(named) ? throw NotFound($": {shown} is a folder that does not contain {FileName}", folder)
                : throw NotFound($": {shown} does not exist", folder);
        }

        string beside = Path.Combine(folder, FileName);
        string tool = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools", FileName);
        return File.Exists(beside) ? beside
            : FindBuilt(folder) ?? ProgramFile.Find(Program, Environment.GetEnvironmentVariable("PATH"))
            ?? (File.Exists(tool) ? tool : throw NotFound($" as '{beside}', on PATH, or as '{tool}'", folder));
    }

    // Of the folders, one per configuration, the most recently built. Only the assembly's time counts: the program file is created once.
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
            $"The local engine of this checkout has not been built: it is missing from '{builds.FullName}'. Run 'dotnet build'.");
    }

    private static ClarifaiException NotFound(string why, string folder) => new(
        ErrorId.LocalEngineNotFound,
        $"The local engine was not found{why}. Install it with 'dotnet tool install --global {Program}' (.NET 10 SDK), unpack its "
        + $"archive, {Program}-<version>-<platform>, into '{folder}' or a folder on PATH (no .NET needed), or specify its path with "
        + $"Connect-Clarifai -Local -EnginePath or the environment variable {Variable}.");
}
