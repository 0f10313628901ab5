using System.Runtime.CompilerServices;

namespace Clarifai.Local.Tests.TextReading;

/// <summary>A test that makes pictures of text: it is skipped where no font for it is installed, except on CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FontFactAttribute : FactAttribute
{
    public FontFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = 0)
        : base(sourceFilePath, sourceLineNumber) => Skip = InstalledFont.SkipReason;
}
