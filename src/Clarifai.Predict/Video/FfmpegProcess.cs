using System.Diagnostics;

namespace Clarifai;

/// <summary>
/// The only launcher of ffmpeg and ffprobe: no shell, no standard input, an empty environment, and limits on time and output. The process
/// ends with its run: on cancellation, when a limit is exceeded and when this object is disposed.
/// </summary>
internal sealed class FfmpegProcess : IDisposable
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    private readonly ProgramProcess _process;
    private readonly FfmpegLimits _limits;
    private readonly VideoFile _video;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _canceled;
    private readonly Stopwatch _waiting = new();
    private readonly StandardErrorTail _error;
    private bool _disposed;

    private FfmpegProcess(ProgramProcess process, VideoFile video, FfmpegLimits limits, CancellationToken cancellation)
    {
        _process = process;
        _video = video;
        _limits = limits;
        _cancellation = cancellation;
        _error = new StandardErrorTail(process.ReadErrorAsync);
        Output = new FfmpegOutput(this);
        _canceled = cancellation.Register(process.Kill);
    }

    /// <summary>Its standard output, within the limits.</summary>
    public Stream Output { get; }

    /// <summary>Where the video ends early or is damaged, once the process has ended; null if it is intact.</summary>
    public VideoDamage? Damage => _video.CutOff is { } cut ? new VideoDamage(LastPicture ?? TimeSpan.Zero, cut) : _error.Damage;

    /// <summary>The time of the last frame logged by <see cref="FfmpegArguments.LogFrames"/>.</summary>
    public TimeSpan? LastPicture => _error.LastPicture;

    /// <summary>The process's id, for tests.</summary>
    public int Id => _process.Id;

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
        await Output.CopyToAsync(Stream.Null, 4096, _cancellation).ConfigureAwait(false);
        await ExpectSuccessAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for the end, after the output has been read.</summary>
    /// <exception cref="ClarifaiException">It failed or exceeded a limit (FfmpegFailed).</exception>
    public async Task ExpectSuccessAsync()
    {
        await WaitAsync(_process.Exited).ConfigureAwait(false);
        await _error.End.ConfigureAwait(false);
        if (_process.ExitCode != 0)
        {
            string reason = _error.ToString() is { Length: > 0 } text ? text : $"it ended with exit code {_process.ExitCode}.";
            throw (LastPicture is null ? null : Damage)?.ToError(_video) ?? (_video.CutOff is { } cut
                ? new ClarifaiException(
                    ErrorId.FfmpegFailed,
                    $"'{_video}' is truncated ({cut}): none of its frames could be read.",
                    new InvalidDataException(reason))
                : Failed(reason));
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _canceled.Dispose();
        _process.Kill();

        // Its open files can be deleted once it has exited. A killed process exits at once unless the system delays it.
        Task.WaitAll([_process.Exited, _error.End], EndTimeout);
        _process.Dispose();
    }

    // Pipes cannot be canceled on every platform: a wait that exceeds its time kills the process.
    private async Task<T> WaitAsync<T>(Task<T> task)
    {
        TimeSpan left = _limits.TotalTime - _waiting.Elapsed;
        TimeSpan longest = left < _limits.Silence ? left : _limits.Silence;
        using var deadline = new CancellationTokenSource(longest > TimeSpan.Zero ? longest : TimeSpan.Zero);
        T result;
        using (deadline.Token.Register(_process.Kill))
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

        _cancellation.ThrowIfCancellationRequested();
        return deadline.IsCancellationRequested
            ? throw Failed(left <= _limits.Silence
                ? $"it did not finish within {_limits.TotalTime.TotalSeconds:N0} s."
                : $"it produced no output for {_limits.Silence.TotalSeconds:N0} s.")
            : result;
    }

    private ClarifaiException Failed(string why) => new(ErrorId.FfmpegFailed, $"ffmpeg could not read '{_video}': {Named(why)}");

    // ffmpeg's messages name the file it reads.
    private string Named(string message) => message.Replace(_video.Path, _video.Name);

    /// <summary>Standard output; every read is subject to the limits.</summary>
    private sealed class FfmpegOutput(FfmpegProcess owner) : Stream
    {
        private long _received;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _received;
            set => throw new NotSupportedException();
        }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Count(await owner.WaitAsync(owner._process.ReadOutputAsync(buffer, offset, count)).ConfigureAwait(false));

#if NET
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await owner.WaitAsync(owner._process.ReadOutputAsync(buffer)).ConfigureAwait(false));
#endif

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("The output is read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int read)
        {
            _received += read;
            if (_received > owner._limits.OutputBytes)
            {
                owner._process.Kill();
                throw owner.Failed($"its output exceeded {owner._limits.OutputBytes:N0} bytes.");
            }

            return read;
        }
    }
}
