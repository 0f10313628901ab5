namespace Clarifai;

/// <summary>Cuts a video that exceeds the service's limits into pieces within them, at key frames and without re-encoding.</summary>
/// <param name="ffmpeg">The programs.</param>
/// <param name="temporaryFolder">
/// The folder in which private folders are created, as a full path; null for the user's folder of temporary files.
/// </param>
internal sealed class VideoSplitter(FfmpegInstallation ffmpeg, string? temporaryFolder = null)
{
    /// <summary>
    /// Cuts a video. The pieces contain every packet of its video and audio streams once. Cuts are chosen so that the service's sampling
    /// continues without a long gap.
    /// </summary>
    /// <param name="video">The video.</param>
    /// <param name="limits">The limits of a piece.</param>
    /// <param name="sampleMs">Milliseconds between the frames that the service samples.</param>
    /// <param name="cancellation">Cancels it; nothing is left behind.</param>
    /// <returns>The pieces; the video itself if it is within the limits.</returns>
    /// <exception cref="ClarifaiException">
    /// It cannot be cut into small enough pieces (FileTooLarge) or is damaged (FfmpegFailed).
    /// </exception>
    public async Task<VideoSplit> SplitAsync(
        VideoFile video, ServiceLimits limits, int sampleMs = 1000, CancellationToken cancellation = default)
    {
        VideoInfo info = await VideoProbe.ReadAsync(ffmpeg, video, cancellation).ConfigureAwait(false);
        if (WholeWithin(info.Duration) is { } small)
        {
            return small;
        }

        VideoIndex index = await VideoIndex.ReadAsync(ffmpeg, video, info, cancellation).ConfigureAwait(false);
        if (WholeWithin(index.Duration) is { } whole)
        {
            return whole;
        }

        IReadOnlyList<PlannedPiece> plan = SplitPlan.Create(index, video.Name, limits, sampleMs);
        PieceContainer[] containers = [.. PieceContainer.For(video, info)];
        if (containers.Length == 0)
        {
            throw CannotBeCut(video, $"a {info.Codec} video cannot be cut without re-encoding");
        }

        var workspace = VideoWorkspace.Create(temporaryFolder);
        try
        {
            IReadOnlyList<VideoPiece>? pieces = null;
            for (int choice = 0; pieces is null; choice++)
            {
                try
                {
                    string folder = workspace.NewFolder();
                    pieces = await CutAsync(video, info, plan, containers[choice], folder, cancellation).ConfigureAwait(false);
                }
                catch (ClarifaiException e) when (e.ErrorId is ErrorId.FfmpegFailed && choice + 1 < containers.Length)
                {
                    // If MP4 cannot hold it after all, the video's own container may.
                }
            }

            if (pieces.FirstOrDefault(piece => new FileInfo(piece.Path).Length > limits.MaximumVideoBytes) is { } large)
            {
                throw CannotBeCut(video, $"the piece at {large.Start} would still be larger than the service accepts");
            }

            return new VideoSplit(pieces, workspace) { Damage = index.Damage };
        }
        catch
        {
            workspace.Dispose();
            throw;
        }

        VideoSplit? WholeWithin(TimeSpan? duration) =>
            video.Length <= limits.MaximumVideoBytes && duration is { } length && length <= limits.MaximumVideoDuration
                ? new VideoSplit([new VideoPiece(video.Path, TimeSpan.Zero, length)], null)
                : null;
    }

    private async Task<IReadOnlyList<VideoPiece>> CutAsync(
        VideoFile video,
        VideoInfo info,
        IReadOnlyList<PlannedPiece> plan,
        PieceContainer container,
        string folder,
        CancellationToken cancellation)
    {
        // Cut at packet numbers, which are exact. Names are relative to the folder, whose path may contain a %, which would be a pattern.
        // Without the timestamp option, those of the first piece are shifted; without copyinkf, packets before the first key frame are
        // lost.
        string[] arguments =
        [
            .. FfmpegArguments.Ffmpeg(video, "-fflags", "+genpts"),
            "-map", $"0:{info.VideoStream}",
            .. info.AudioStreams.SelectMany(stream => new[] { "-map", $"0:{stream}" }),
            "-c", "copy", "-copyinkf", "-map_metadata", "-1", "-map_chapters", "-1", "-avoid_negative_ts", "disabled",
            "-f", "segment", "-segment_format", container.Muxer, "-reset_timestamps", "1",
            .. plan.Count == 1
                ? ["-segment_time", $"{int.MaxValue}"]
                : new[] { "-segment_frames", string.Join(",", plan.Skip(1).Select(piece => piece.FirstPacket)) },
            "-progress", "pipe:1",
            "file:%d" + container.Extension,
        ];
        using (var process = FfmpegProcess.Start(ffmpeg.Ffmpeg, arguments, video, folder, FfmpegLimits.Default, cancellation))
        {
            await process.RunToEndAsync().ConfigureAwait(false);
        }

        var pieces = new List<VideoPiece>();
        foreach (PlannedPiece planned in plan)
        {
            string path = Path.Combine(folder, $"{pieces.Count}{container.Extension}");
            VideoInfo? cut = File.Exists(path)
                ? await VideoProbe.CountAsync(ffmpeg, VideoFile.Open(path, video.Name), cancellation).ConfigureAwait(false)
                : null;

            // The times of the pieces match the plan only if every packet is in its planned piece.
            if (cut?.PicturePackets != planned.PicturePackets)
            {
                throw new ClarifaiException(
                    ErrorId.FfmpegFailed,
                    $"'{video}' could not be cut: the piece at {planned.Start} has {cut?.PicturePackets ?? 0} frames instead of "
                    + $"{planned.PicturePackets}.");
            }

            // Audio may begin before the first frame, in a piece as in the whole video.
            pieces.Add(new VideoPiece(path, planned.Start - cut.PictureDelay, planned.Duration));
        }

        return pieces;
    }

    private static ClarifaiException CannotBeCut(VideoFile video, string why) => new(
        ErrorId.FileTooLarge,
        $"'{video}' is larger or longer than the service accepts, and {why}.",
        cause: ErrorCause.VideoCannotBeCut);
}
