using System.Management.Automation;

namespace Clarifai.Shell;

/// <summary>What every question to the user ends with, as in pwsh -NonInteractive.</summary>
internal static class NoPrompt
{
    public static PSInvalidOperationException Exception() =>
        new("This shell does not ask questions: a script must bring its answers, for example as parameters.");
}
