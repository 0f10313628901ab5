using System.Globalization;

namespace Clarifai;

/// <summary>Parses times in ffprobe's format: decimal seconds, or N/A.</summary>
internal static class VideoTime
{
    public static TimeSpan? Parse(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds)
        && Math.Abs(seconds) < (decimal)TimeSpan.MaxValue.TotalDays
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
