using System.Text.Json;

namespace Clarifai;

/// <summary>An image, video or text to ask about. Content is read when it is sent, and never held as a whole.</summary>
internal abstract class PredictInput
{
    protected PredictInput(string source, MediaKind kind, long length = 0, MediaFormat? format = null)
    {
        Source = source;
        Kind = kind;
        Length = length;
        Format = format;
    }

    /// <summary>The full path or the URL; a descriptor for bytes and streams.</summary>
    public string Source { get; }

    /// <summary>The source as errors name it: without what may be secret in an address.</summary>
    public virtual string ShownSource => Source;

    /// <summary>What the input is sent as.</summary>
    public MediaKind Kind { get; }

    /// <summary>What the protocol calls <see cref="Kind"/>.</summary>
    public string Key => Kind switch
    {
        MediaKind.Video => "video",
        MediaKind.Text => "text",
        _ => "image",
    };

    /// <summary>The content's format by its first bytes; null for a URL, and for a format that is not known.</summary>
    public MediaFormat? Format { get; }

    /// <summary>Bytes of the content as known now; 0 for a URL, whose content the service fetches.</summary>
    public long Length { get; }

    /// <summary>What tells this input from all others, now and in a later run, as JSON; found out when it is first asked for.</summary>
    /// <exception cref="ClarifaiInputException">The content has to be read to tell, and cannot be.</exception>
    public byte[] Identity => field ??= JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", Key);
        WriteIdentity(json);
        json.WriteEndObject();
    });

    /// <param name="path">The full path.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <param name="limits">The service's limits; null for today's.</param>
    /// <exception cref="ClarifaiException">The file is not there, may not be read or is of no format that the service reads.</exception>
    public static PredictInput FromFile(string path, MediaKind? kind = null, ServiceLimits? limits = null) =>
        FileInput.Create(path, kind, limits ?? ServiceLimits.Current);

    /// <summary>An input that the service downloads.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="kind">What it is; null to tell by the extension of its path, an image if that says nothing.</param>
    /// <exception cref="ClarifaiException">The address is not one (InputRejected).</exception>
    public static PredictInput FromUri(string address, MediaKind? kind = null) => UriInput.Create(address, kind);

    /// <param name="content">The file's bytes.</param>
    /// <param name="source">A short descriptor for errors and answers.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <param name="limits">The service's limits; null for today's.</param>
    /// <exception cref="ClarifaiException">The content is of no format that the service reads (UnsupportedMediaType).</exception>
    public static PredictInput FromBytes(byte[] content, string source, MediaKind? kind = null, ServiceLimits? limits = null) =>
        StreamInput.Create(new MemoryStream(content, writable: false), source, kind, limits ?? ServiceLimits.Current);

    /// <summary>
    /// An input whose content is in a stream, from its position to its end. A stream that cannot seek is read at once into memory, up to
    /// the limit for a video. The stream is not closed.
    /// </summary>
    /// <param name="content">The stream.</param>
    /// <param name="source">A short descriptor for errors and answers.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <param name="limits">The service's limits; null for today's.</param>
    /// <exception cref="ClarifaiException">The content is of no format that the service reads, is too long or cannot be read.</exception>
    public static PredictInput FromStream(Stream content, string source, MediaKind? kind = null, ServiceLimits? limits = null) =>
        StreamInput.Create(content, source, kind, limits ?? ServiceLimits.Current);

    /// <param name="text">The text, for models that read texts.</param>
    /// <param name="source">A short descriptor for errors and answers.</param>
    /// <exception cref="ClarifaiException">The text is empty or no Unicode (InputRejected).</exception>
    public static PredictInput FromText(string text, string source) => TextInput.Create(text, source);

    public override string ToString() => Source;

    /// <summary>Opens the content for one request; null for an input without content of its own.</summary>
    /// <exception cref="ClarifaiInputException">It cannot be opened.</exception>
    public virtual InputContent? Open() => null;

    /// <summary>Closes what is open since the input was made. It can be sent nevertheless: then it is opened again.</summary>
    public virtual void Release()
    {
    }

    /// <summary>Makes sure of what the service takes.</summary>
    /// <returns>Null where it takes the input.</returns>
    public ClarifaiException? Check(ServiceLimits limits)
    {
        if (Length <= limits.MaximumBytes(Kind))
        {
            return null;
        }

        string kind = Kind is MediaKind.Image ? "picture" : Key;
        return new ClarifaiException(
            ErrorId.FileTooLarge,
            $"'{Source}' has {Length:N0} bytes; the service takes {kind}s of up to {limits.MaximumBytes(Kind):N0}.",
            cause: Kind is MediaKind.Video ? ErrorCause.VideoTooLarge : ErrorCause.None);
    }

    /// <summary>Writes what tells the content from all others as properties of a JSON object.</summary>
    protected abstract void WriteIdentity(Utf8JsonWriter json);

    protected void WriteContentIdentity(Utf8JsonWriter json)
    {
        using InputContent content = Open()!;
        content.Rewind();
        try
        {
            json.WriteNumber("size", content.Length);
            json.WriteString("sha256", Hash.Text(Hash.Of(content.Stream, content.Length)));
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, Source, this);
        }
    }

    protected static MediaFormat? ReadFormat(Stream content)
    {
        byte[] header = new byte[MediaSniffer.HeaderLength];
        return MediaSniffer.Sniff(header.AsSpan(0, content.Fill(header, header.Length)));
    }

    /// <exception cref="ClarifaiException">There is nothing to send, whatever it is to be sent as (UnsupportedMediaType).</exception>
    protected static void EnsureContent(long length, string source)
    {
        if (length <= 0)
        {
            throw new ClarifaiException(ErrorId.UnsupportedMediaType, $"'{source}' is empty.");
        }
    }

    protected static MediaKind KindOf(MediaFormat? format, string source, ServiceLimits limits)
    {
        if (format is not null && limits.FurtherPictureFormats.Contains(format.Name))
        {
            return MediaKind.Image;
        }

        return format?.Kind ?? throw new ClarifaiException(
            ErrorId.UnsupportedMediaType,
            $"'{source}' is no picture or video that the service reads: its content is {format?.Name ?? "of an unknown format"}. "
            + "It reads JPEG, PNG, GIF, BMP, TIFF and WebP pictures, and MP4, QuickTime, AVI, Windows Media, Matroska and 3GPP videos.",
            cause: format == MediaFormat.Heic || format == MediaFormat.Avif ? ErrorCause.ReadByLocalEngine : ErrorCause.None);
    }
}
