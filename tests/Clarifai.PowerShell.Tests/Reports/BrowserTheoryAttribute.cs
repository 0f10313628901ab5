using System.Runtime.CompilerServices;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>A theory that needs Chromium: it is skipped where that is not installed, except on CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = 0)
        : base(sourceFilePath, sourceLineNumber) => Skip = Chromium.SkipReason;
}
