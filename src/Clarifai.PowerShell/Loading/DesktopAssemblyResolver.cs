#if !NET
using System.Reflection;
using System.Runtime.InteropServices;

namespace Clarifai.PowerShell;

/// <summary>
/// Finds the assemblies that Windows PowerShell does not include. powershell.exe has no binding redirects for them, so they are found by
/// simple name, but only next to this assembly, so that no other module gets ours by accident.
/// </summary>
internal static class DesktopAssemblyResolver
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(DesktopAssemblyResolver).Assembly.Location)!;

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces",
        "System.Buffers",
        "System.Memory",
        "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Text.Encodings.Web",
        "System.Text.Json",
        "System.Threading.Tasks.Extensions",
    };

    private static int _registered;

    public static void Register()
    {
        bool isFramework = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
        if (isFramework && Interlocked.Exchange(ref _registered, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(request.Name);
        }
    }

    private static Assembly? Resolve(string fullName)
    {
        string name = new AssemblyName(fullName).Name;
        return Names.Contains(name) ? Assembly.LoadFrom(Path.Combine(Folder, name + ".dll")) : null;
    }
}
#endif
