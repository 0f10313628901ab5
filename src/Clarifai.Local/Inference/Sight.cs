using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Clarifai.Local.Imaging;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// One image of a request, shared by all requested models: decoded once, and read by each reader once, no matter how many models use it.
/// Several threads may take the readings.
/// </summary>
internal sealed class Sight : IDisposable
{
    private readonly IPictureReader[] _readers;
    private readonly Reading[] _readings;
    private readonly Dictionary<int, DecodedPicture> _pictures = [];
    private int _taken;

    private Sight(ReadOnlyMemory<byte> file, IPictureReader[] readers, CancellationToken cancellation)
    {
        File = file;
        Cancellation = cancellation;
        _readers = readers;
        _readings = new Reading[readers.Length];
    }

    /// <summary>The image's bytes, for a reader that decodes by itself.</summary>
    public ReadOnlyMemory<byte> File { get; }

    /// <summary>Cancels a decoding that can take long.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The number of readings that have not been started.</summary>
    public int Left => Math.Max(0, _readers.Length - Volatile.Read(ref _taken));

    /// <summary>Decodes an image for all readers of some models.</summary>
    /// <param name="file">The image's bytes.</param>
    /// <param name="models">The models.</param>
    /// <param name="cancellation">Cancels a decoding that can take long.</param>
    /// <exception cref="Protocol.InputRejectedException">The bytes are not an image that the engine can read.</exception>
    public static Sight Open(ReadOnlyMemory<byte> file, IReadOnlyList<IPictureModel> models, CancellationToken cancellation)
    {
        var sight = new Sight(file, [.. models.SelectMany(model => model.Readers).Distinct()], cancellation);
        try
        {
            foreach (int side in sight._readers.Select(reader => reader.ShorterSide).OfType<int>().Distinct())
            {
                DecodedPicture picture = PictureDecoder.Decode(file, upright => Cover(upright, side), cancellation);
                sight._pictures.Add(side, picture);
                WhiteGround.LayUnder(picture.Pixels);
            }

            return sight;
        }
        catch
        {
            sight.Dispose();
            throw;
        }
    }

    /// <summary>The image's pixels, without transparency.</summary>
    /// <param name="shorterSide">A reader's <see cref="IPictureReader.ShorterSide"/>.</param>
    public DecodedPicture Picture(int shorterSide) => _pictures[shorterSide];

    /// <summary>Takes the next reading; a failure surfaces where the reading is used.</summary>
    /// <returns>False if none is left.</returns>
    public bool ReadNext()
    {
        int index = Interlocked.Increment(ref _taken) - 1;
        if (index >= _readers.Length)
        {
            return false;
        }

        try
        {
            _readings[index] = new Reading(_readers[index].Read(this), null);
        }
        catch (Exception failure)
        {
            _readings[index] = new Reading(null, ExceptionDispatchInfo.Capture(failure));
        }

        return true;
    }

    /// <summary>The reading of a reader, once all readings have been taken.</summary>
    public T Of<T>(IPictureReader<T> reader)
        where T : class
    {
        Reading reading = _readings[_readers.IndexOf(reader)];
        reading.Failure?.Throw();
        return (T)reading.Value!;
    }

    public void Dispose()
    {
        foreach (DecodedPicture picture in _pictures.Values)
        {
            picture.Dispose();
        }
    }

    private static SKSize Cover(SKSizeI picture, int shorterSide)
    {
        float scale = (float)shorterSide / Math.Min(picture.Width, picture.Height);
        return new SKSize(picture.Width * scale, picture.Height * scale);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Reading(object? Value, ExceptionDispatchInfo? Failure);
}
