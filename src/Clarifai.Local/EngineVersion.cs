using System.Reflection;

namespace Clarifai.Local;

/// <summary>The version that the program was built as.</summary>
internal static class EngineVersion
{
    public static string Current { get; } = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)
        ?? throw new InvalidOperationException("The assembly has no version.");
}
