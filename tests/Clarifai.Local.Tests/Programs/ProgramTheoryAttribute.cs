using System.Runtime.CompilerServices;

namespace Clarifai.Local.Tests.Programs;

/// <summary>A theory that needs two programs of others: it is skipped where they are not installed, except on CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(
        string program, string andProgram, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = 0)
        : base(sourceFilePath, sourceLineNumber) =>
        Skip = InstalledProgram.SkipReason(program, andProgram);
}
