using System.Reflection;

namespace Clarifai.Shell;

/// <summary>Where this build put the staged module and the local engine.</summary>
public static class Checkout
{
    /// <summary>The variable that names the manifest of another module to import, such as that of a package.</summary>
    public const string ModuleVariable = "CLARIFAI_SHELL_MODULE";

    /// <summary>The full path of the module's manifest: the staged one, unless the environment names another.</summary>
    public static string ModuleManifest { get; } =
        Environment.GetEnvironmentVariable(ModuleVariable) is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Recorded(nameof(ModuleManifest));

    /// <summary>The full path of the local engine's executable.</summary>
    public static string LocalEngine { get; } = Recorded(nameof(LocalEngine)) + (OperatingSystem.IsWindows() ? ".exe" : "");

    // The build records the paths from its output folder, which is as deep in the checkout for every project that runs this assembly.
    private static string Recorded(string key)
    {
        string fromOutput = typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!;
        return Path.GetFullPath(fromOutput, AppContext.BaseDirectory);
    }
}
