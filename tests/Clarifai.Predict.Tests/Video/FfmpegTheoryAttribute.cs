using System.Runtime.CompilerServices;

namespace Clarifai.Tests.Video;

/// <summary>A theory that needs ffmpeg: it is skipped where that is not installed, except on CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = 0)
        : base(sourceFilePath, sourceLineNumber) => Skip = FfmpegForTests.SkipReason;
}
