using System.Runtime.CompilerServices;

namespace Clarifai.Local.Tests.Programs;

/// <summary>A fact that needs programs of others: it is skipped where they are not installed, except on CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(
        string program,
        string? andProgram = null,
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = 0)
        : base(sourceFilePath, sourceLineNumber) =>
        Skip = InstalledProgram.SkipReason(andProgram is null ? [program] : [program, andProgram]);
}
