using System.Runtime.CompilerServices;

namespace Clarifai.Tests.Video;

/// <summary>A test that needs ffmpeg: it is skipped where that is not installed, except on CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = 0)
        : base(sourceFilePath, sourceLineNumber) => Skip = FfmpegForTests.SkipReason;
}
