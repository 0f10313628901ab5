namespace Clarifai.PowerShell;

/// <summary>
/// Finds the local engine. Never in the current directory, where a folder of pictures could bring a program of that name.
/// </summary>
internal static class EngineLocator
{
    /// <summary>The variable that names the engine's program.</summary>
    public const string Variable = "CLARIFAI_LOCAL";

    // In a checkout, the build writes here where its engines are; packages and installed modules do not have it.
    private const string BuildPointer = "build.txt";

    private static readonly string FileName = IsWindows ? "clarifai-local.exe" : "clarifai-local";

    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <param name="enginePath">The program as the user named it, as a full path; null to look for it.</param>
    /// <param name="moduleBase">The folder of the module.</param>
    /// <exception cref="ClarifaiException">It is not installed (LocalEngineNotFound).</exception>
    public static string Find(string? enginePath, string moduleBase)
    {
        string? named = enginePath ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return Path.IsPathRooted(named) && File.Exists(named) ? named! : throw NotFound($"There is no program '{named}'.");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] places =
        [
            Path.Combine(moduleBase, "local", FileName),
            .. BuiltPrograms(Path.Combine(moduleBase, "local", BuildPointer)),
            Path.Combine(home, ".dotnet", "tools", FileName),
        ];
        return places.FirstOrDefault(File.Exists) ?? throw NotFound($"It is neither {string.Join(" nor ", places)}.");
    }

    // A folder a configuration, the one that was built last first. Only the assembly's time tells: its program is made once.
    private static IEnumerable<string> BuiltPrograms(string pointer)
    {
        string? folder = File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : null;
        return !Directory.Exists(folder)
            ? []
            : Directory.GetDirectories(folder)
                .OrderByDescending(build => File.GetLastWriteTimeUtc(Path.Combine(build, "clarifai-local.dll")))
                .Select(build => Path.Combine(build, FileName));
    }

    private static ClarifaiException NotFound(string why) => new(
        ErrorId.LocalEngineNotFound,
        $"The local engine is not installed. {why} Install it with 'dotnet tool install --global clarifai-local' (it needs the .NET 10 "
        + $"runtime with ASP.NET Core), or name its program with -EnginePath or the environment variable {Variable}.");
}
