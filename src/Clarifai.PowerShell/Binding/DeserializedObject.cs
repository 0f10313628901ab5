using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Reads an object deserialized from a job or remote session: its properties as text, and the name of its type.</summary>
internal static class DeserializedObject
{
    public static bool IsCopyOf(this PSObject copy, string type) => copy.TypeNames.Contains("Deserialized." + type);

    public static string? FindText(this PSObject copy, string property) => copy.Properties[property]?.Value?.ToString();

    public static string TextOf(this PSObject copy, string property) => copy.FindText(property) ?? "";
}
