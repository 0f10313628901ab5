using System.Diagnostics;

namespace Clarifai;

/// <summary>
/// The only launcher of ffmpeg and ffprobe: no shell, no standard input, an empty environment, and limits on time and output. The process
/// ends with its run: on cancellation, when a limit is exceeded and when this object is disposed.
/// </summary>
internal sealed class FfmpegProcess(
    ProgramProcess process, VideoFile video, FfmpegLimits limits, CancellationToken cancellation) : IDisposable
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenRegistration _canceled = cancellation.Register(process.Kill);
    private readonly Stopwatch _waiting = new();
    private readonly StandardErrorTail _error = new(process.ReadErrorAsync);
    private long _received;

    /// <summary>Its standard output, within the limits.</summary>
    public Stream Output => field ??= new FfmpegOutput(this, process);

    /// <summary>Where the video ends early or is damaged, once the process has ended; null if it is intact.</summary>
    public VideoDamage? Damage => video.CutOff is { } cut ? new VideoDamage(LastPicture ?? TimeSpan.Zero, cut) : _error.Damage;

    /// <summary>The time of the last frame logged by <see cref="FfmpegArguments.LogFrames"/>.</summary>
    public TimeSpan? LastPicture => _error.LastPicture;

    /// <summary>The process's id, for tests.</summary>
    public int Id => process.Id;

    /// <param name="program">The full path of ffmpeg or ffprobe.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="video">The video that it reads, for errors.</param>
    /// <param name="folder">The folder that it writes files to; null if it writes none.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="ClarifaiException">It cannot be started (FfmpegFailed).</exception>
    public static FfmpegProcess Start(
        string program, IEnumerable<string> arguments, VideoFile video, string? folder, FfmpegLimits limits, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // FFREPORT, which makes it write files, stays here as well.
        var process = ProgramProcess.Start(program, arguments, ErrorId.FfmpegFailed, folder);
        process.CloseInput();
        return new FfmpegProcess(process, video, limits, cancellation);
    }

    /// <summary>Discards the rest of the output and waits for the end.</summary>
    /// <exception cref="ClarifaiException">It failed or exceeded a limit (FfmpegFailed).</exception>
    public async Task RunToEndAsync()
    {
        // The output is not needed, but a full pipe would block the process.
        await Output.CopyToAsync(Stream.Null, 4096, cancellation).ConfigureAwait(false);
        await ExpectSuccessAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for the end, after the output has been read.</summary>
    /// <exception cref="ClarifaiException">It failed or exceeded a limit (FfmpegFailed).</exception>
    public async Task ExpectSuccessAsync()
    {
        await Task.WhenAll(WaitAsync(process.Exited), _error.End).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            string reason = _error.ToString() is { Length: > 0 } text ? text : $"it ended with exit code {process.ExitCode}.";
            throw (LastPicture is null ? null : Damage)?.ToError(video) ?? (video.CutOff is { } cut
                ? new ClarifaiException(
                    ErrorId.FfmpegFailed,
                    $"'{video}' is truncated ({cut}): none of its frames could be read.",
                    new InvalidDataException(reason))
                : Failed(reason));
        }
    }

    public void Dispose()
    {
        _canceled.Dispose();
        process.Kill();

        // Its open files can be deleted once it has exited. A killed process exits at once unless the system delays it.
        Task.WaitAll([process.Exited, _error.End], EndTimeout);
        process.Dispose();
    }

    private async Task<int> CountAsync(Task<int> reading)
    {
        int read = await WaitAsync(reading).ConfigureAwait(false);
        _received += read;
        if (_received > limits.OutputBytes)
        {
            process.Kill();
            throw Failed($"its output exceeded {limits.OutputBytes:N0} bytes.");
        }

        return read;
    }

    // Pipes cannot be canceled on every platform: a wait that exceeds its time kills the process.
    private async Task<T> WaitAsync<T>(Task<T> task)
    {
        TimeSpan left = limits.TotalTime - _waiting.Elapsed;
        TimeSpan longest = left < limits.Silence ? left : limits.Silence;
        using var deadline = new CancellationTokenSource(longest > TimeSpan.Zero ? longest : TimeSpan.Zero);
        T result;
        using (deadline.Token.Register(process.Kill))
        {
            _waiting.Start();
            try
            {
                result = await task.ConfigureAwait(false);
            }
            finally
            {
                _waiting.Stop();
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return deadline.IsCancellationRequested
            ? throw Failed(left <= limits.Silence
                ? $"it did not finish within {limits.TotalTime.TotalSeconds:N0} s."
                : $"it produced no output for {limits.Silence.TotalSeconds:N0} s.")
            : result;
    }

    private ClarifaiException Failed(string why) => new(ErrorId.FfmpegFailed, $"ffmpeg could not read '{video}': {Named(why)}");

    // ffmpeg's messages name the file it reads.
    private string Named(string message) => message.Replace(video.Path, video.Name);

    /// <summary>Standard output; every read is subject to the limits.</summary>
    private sealed class FfmpegOutput(FfmpegProcess owner, ProgramProcess process) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            owner.CountAsync(process.ReadOutputAsync(buffer, offset, count));

#if NET
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await owner.CountAsync(process.ReadOutputAsync(buffer)).ConfigureAwait(false);
#endif

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("The output is read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
