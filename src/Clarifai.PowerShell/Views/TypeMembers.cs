using System.ComponentModel;
using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>The members that Clarifai.Types.ps1xml adds to the objects of the module.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TypeMembers
{
    private const string FileSystem = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>The full path of the object's source file; null for a URL.</summary>
    /// <param name="instance">A concept, frame, row or output.</param>
    /// <returns>The path.</returns>
    public static string? FullName(PSObject instance) =>
        Origin(instance.BaseObject) is { Input.IsFile: true } origin ? origin.Source : null;

    /// <summary>The path for Move-Item and similar cmdlets, which works with brackets in the name; null for a URL.</summary>
    /// <param name="instance">A concept, frame, row or output.</param>
    /// <returns>The provider's path.</returns>
    public static string? PSPath(PSObject instance) => FullName(instance) is { } path ? FileSystem + path : null;

    internal static AnswerOrigin? Origin(object instance) => (instance as SourcedObject)?.Origin;
}
