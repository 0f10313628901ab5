using System.Text.Json;

namespace Clarifai;

/// <summary>A picture or video to ask about. Content is read when it is sent, and never held as a whole.</summary>
public abstract class PredictInput
{
    private protected PredictInput(string source, MediaKind kind, MediaFormat? format = null)
    {
        Source = source;
        Kind = kind;
        Format = format;
    }

    /// <summary>The full path or the URL; a descriptor for bytes and streams.</summary>
    public string Source { get; }

    /// <summary>What the input is sent as.</summary>
    public MediaKind Kind { get; }

    /// <summary>The content's format by its first bytes; null for a URL, and for a format that is not known.</summary>
    public MediaFormat? Format { get; }

    /// <summary>Bytes of the content as known now; 0 for a URL, whose content the service fetches.</summary>
    public abstract long Length { get; }

    /// <summary>An input whose content is in a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ClarifaiException">The file is not there, may not be read or is of no format that the service reads.</exception>
    public static PredictInput FromFile(string path, MediaKind? kind = null) => FileInput.Create(path, kind);

    /// <summary>An input that the service downloads.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="kind">What it is; null to tell by the extension of its path, a picture if that says nothing.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ClarifaiException">The address is not one (InputRejected).</exception>
    public static PredictInput FromUri(string address, MediaKind? kind = null) => UriInput.Create(address, kind);

    /// <summary>An input whose content is in memory.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="source">A short descriptor for errors and answers.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ClarifaiException">The content is of no format that the service reads (UnsupportedMediaType).</exception>
    public static PredictInput FromBytes(byte[] content, string source, MediaKind? kind = null) =>
        StreamInput.Create(new MemoryStream(content, writable: false), source, kind, ServiceLimits.Current);

    /// <summary>
    /// An input whose content is in a stream, from its position to its end. A stream that cannot seek is read at once into memory, up to
    /// the limit for a video. The stream is not closed.
    /// </summary>
    /// <param name="content">The stream.</param>
    /// <param name="source">A short descriptor for errors and answers.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <param name="limits">The service's limits; null for today's.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ClarifaiException">The content is of no format that the service reads, is too long or cannot be read.</exception>
    public static PredictInput FromStream(Stream content, string source, MediaKind? kind = null, ServiceLimits? limits = null) =>
        StreamInput.Create(content, source, kind, limits ?? ServiceLimits.Current);

    /// <inheritdoc/>
    public override string ToString() => Source;

    /// <summary>The source as errors name it: without what may be secret in an address.</summary>
    internal virtual string ShownSource => Source;

    /// <summary>Opens the content for one request; null for an input without content of its own.</summary>
    internal abstract InputContent? Open();

    /// <summary>Writes what tells this input from all others, now and in a later run, as properties of a JSON object.</summary>
    /// <exception cref="ClarifaiInputException">The content has to be read to tell, and cannot be.</exception>
    internal abstract void WriteIdentity(Utf8JsonWriter json);

    private protected void WriteContentIdentity(Utf8JsonWriter json)
    {
        using InputContent content = Open()!;
        json.WriteNumber("size", content.Length);
        json.WriteString("sha256", Hash.Text(Hash.Of(content)));
    }

    private protected static MediaKind KindOf(MediaFormat? format, long length, string source)
    {
        if (length == 0)
        {
            throw new ClarifaiException(ErrorId.UnsupportedMediaType, $"'{source}' is empty.");
        }

        return format?.Kind ?? throw new ClarifaiException(
            ErrorId.UnsupportedMediaType,
            $"'{source}' is no picture or video that the service reads: its content is {format?.Name ?? "of an unknown format"}. "
            + "It reads JPEG, PNG, GIF, BMP, TIFF and WebP pictures, and MP4, QuickTime, AVI, Windows Media, Matroska and 3GPP videos.");
    }
}
