using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Clarifai.Shell;

namespace Clarifai.PowerShell.Tests;

/// <summary>
/// Lets every session of these tests, and every shell that they start, import the module with the desktop edition's assemblies.
/// </summary>
internal static class DesktopModule
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must come before any test looks for the module.")]
    internal static void Use()
    {
        string stage = Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "Clarifai")).Single();
        Environment.SetEnvironmentVariable(Checkout.ModuleVariable, Path.Combine(stage, "Clarifai.psd1"));
    }
}
