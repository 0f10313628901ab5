using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Clarifai.Shell;

/// <summary>
/// Lets <c>exit n</c> of a script file reach the host. The engine otherwise only fails the command and leaves n in <c>$LASTEXITCODE</c>,
/// where it cannot be told from the code of a program that the script ran.
/// </summary>
/// <remarks>pwsh sets the same property for its -File; the engine has no public way to it, and its version is pinned.</remarks>
internal static class ScriptFileExit
{
    private const string ExecutionContext = "System.Management.Automation.ExecutionContext, System.Management.Automation";

    /// <summary>Holds for the next script file that the runspace starts.</summary>
    public static void ReachesHost(Runspace runspace) => SetRethrowExit(GetContext(runspace), true);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_ExecutionContext")]
    [return: UnsafeAccessorType(ExecutionContext)]
    private static extern object GetContext(Runspace runspace);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ScriptCommandProcessorShouldRethrowExit")]
    private static extern void SetRethrowExit([UnsafeAccessorType(ExecutionContext)] object context, bool value);
}
