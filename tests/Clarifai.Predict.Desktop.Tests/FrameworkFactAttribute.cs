using System.Runtime.CompilerServices;

namespace Clarifai.Tests;

/// <summary>A test that needs .NET Framework or Mono: it is skipped where neither is installed, except on CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FrameworkFactAttribute : FactAttribute
{
    public FrameworkFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = 0)
        : base(sourceFilePath, sourceLineNumber) => Skip = FrameworkProbe.SkipReason;
}
