using System.Text.Json;

namespace Clarifai;

/// <summary>An image, video or text to predict on. Content is read while it is sent, and never held in memory as a whole.</summary>
internal abstract class PredictInput
{
    // As long as the ids that the service gives itself; too long for two contents to have the same one.
    private const int ContentIdLength = 32;

    protected PredictInput(string source, MediaKind kind, long length = 0, MediaFormat? format = null)
    {
        Source = source;
        Kind = kind;
        Length = length;
        Format = format;
    }

    /// <summary>The full path or the URL; a descriptor for bytes and streams.</summary>
    public string Source { get; }

    /// <summary>What identifies a file: its path, or its path below the root that the run has.</summary>
    public virtual string Name => Source;

    /// <summary>The source as shown in errors: without possible secrets in a URL.</summary>
    public virtual string ShownSource => Source;

    /// <summary>The video that this is a part of, and where; null for an input of its own.</summary>
    public InputPart? Part { get; set; }

    /// <summary>The kind the input is sent as.</summary>
    public MediaKind Kind { get; }

    /// <summary>The protocol's name of <see cref="Kind"/>.</summary>
    public string Key => Kind switch
    {
        MediaKind.Video => "video",
        MediaKind.Text => "text",
        _ => "image",
    };

    /// <summary>The format detected from the first bytes; null for a URL and for an unknown format.</summary>
    public MediaFormat? Format { get; }

    /// <summary>The currently known length of the content in bytes; 0 for a URL, whose content the service downloads.</summary>
    public long Length { get; }

    /// <summary>The smaller image that is sent instead of the content; null for none. Kept until the input is answered.</summary>
    public SentPicture? Sent { get; set; }

    /// <summary>What the input is an example of, where models learn from it; null for one to predict on.</summary>
    public ExampleLabels? Labels { get; set; }

    /// <summary>The id of the input as an example: the same content has the same one, whatever its name. Computed on first use.</summary>
    /// <exception cref="ClarifaiInputException">The content cannot be read.</exception>
    public string ContentId => field ??= ContentHash().Substring(0, ContentIdLength);

    /// <summary>A JSON text that identifies this input, in this run and in later ones; computed on first use.</summary>
    /// <exception cref="ClarifaiInputException">The content has to be read for this, but cannot be.</exception>
    public byte[] Identity => field ??= JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", Key);
        WriteIdentity(json);
        json.WriteEndObject();
    });

    /// <param name="path">The full path.</param>
    /// <param name="kind">The kind to send it as; null to detect it from the first bytes.</param>
    /// <param name="limits">The service's limits; null for today's.</param>
    /// <param name="name">What identifies the file in place of its path; null for the path.</param>
    /// <exception cref="ClarifaiException">
    /// The file does not exist, cannot be read or has a format that the service cannot read.
    /// </exception>
    public static PredictInput FromFile(string path, MediaKind? kind = null, ServiceLimits? limits = null, string? name = null) =>
        FileInput.Create(path, kind, limits ?? ServiceLimits.Current, name: name);

    /// <summary>An input that the service downloads.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="kind">The kind to send it as; null to derive it from the extension of its path, an image if that is unknown.</param>
    /// <exception cref="ClarifaiException">The address is not valid (InputRejected).</exception>
    public static PredictInput FromUri(string address, MediaKind? kind = null) => UriInput.Create(address, kind);

    /// <param name="content">The file's bytes.</param>
    /// <param name="source">A short description for errors and answers.</param>
    /// <param name="kind">The kind to send it as; null to detect it from the first bytes.</param>
    /// <param name="limits">The service's limits; null for today's.</param>
    /// <exception cref="ClarifaiException">The service cannot read the content's format (UnsupportedMediaType).</exception>
    public static PredictInput FromBytes(byte[] content, string source, MediaKind? kind = null, ServiceLimits? limits = null) =>
        StreamInput.Create(new MemoryStream(content, writable: false), source, kind, limits ?? ServiceLimits.Current);

    /// <summary>
    /// An input whose content is in a stream, from its position to its end. A stream that cannot seek is read into memory immediately, up
    /// to the limit for a video. The stream is not closed.
    /// </summary>
    /// <param name="content">The stream.</param>
    /// <param name="source">A short description for errors and answers.</param>
    /// <param name="kind">The kind to send it as; null to detect it from the first bytes.</param>
    /// <param name="limits">The service's limits; null for today's.</param>
    /// <exception cref="ClarifaiException">
    /// The service cannot read the content's format, or the content is too long or cannot be read.
    /// </exception>
    public static PredictInput FromStream(Stream content, string source, MediaKind? kind = null, ServiceLimits? limits = null) =>
        StreamInput.Create(content, source, kind, limits ?? ServiceLimits.Current);

    /// <param name="text">The text, for text models.</param>
    /// <param name="source">A short description for errors and answers.</param>
    /// <exception cref="ClarifaiException">The text is empty or not valid Unicode (InputRejected).</exception>
    public static PredictInput FromText(string text, string source) => TextInput.Create(text, source);

    public override string ToString() => Source;

    /// <summary>Opens the content for one request; null for an input without its own content.</summary>
    /// <exception cref="ClarifaiInputException">It cannot be opened.</exception>
    public virtual InputContent? Open() => null;

    /// <summary>
    /// Closes the file that was opened when the input was created. The input can still be sent: the file is then reopened.
    /// </summary>
    public virtual void Release()
    {
    }

    /// <summary>Checks the input against the service's limits.</summary>
    /// <returns>Null if the input is within the limits.</returns>
    public ClarifaiException? Check(ServiceLimits limits)
    {
        if (Length <= limits.MaximumBytes(Kind))
        {
            return null;
        }

        string kind = Kind is MediaKind.Image ? "image" : Key;
        return new ClarifaiException(
            ErrorId.FileTooLarge,
            $"'{Source}' has {Length:N0} bytes; the service accepts {kind}s of up to {limits.MaximumBytes(Kind):N0}.",
            cause: Kind is MediaKind.Video ? ErrorCause.VideoTooLarge : ErrorCause.None);
    }

    /// <summary>Writes properties of a JSON object that identify the content.</summary>
    protected abstract void WriteIdentity(Utf8JsonWriter json);

    protected void WriteContentIdentity(Utf8JsonWriter json)
    {
        json.WriteNumber("size", Length);
        json.WriteString("sha256", ContentHash());
    }

    /// <summary>The SHA-256 of the content as hexadecimal digits.</summary>
    /// <exception cref="ClarifaiInputException">The content cannot be read.</exception>
    protected virtual string ContentHash()
    {
        using InputContent content = Open()!;
        content.Rewind();
        try
        {
            return Hash.Text(Hash.Of(content.Stream, content.Length));
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

    /// <exception cref="ClarifaiException">The content is empty (UnsupportedMediaType).</exception>
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
            $"'{source}' is not an image{(limits.AcceptsVideos ? " or video" : "")} that the service can read; "
            + $"{MediaFormat.Impression(format)}. {limits.DescribeFormats()}",
            cause: format == MediaFormat.Heic || format == MediaFormat.Avif ? ErrorCause.ReadByLocalEngine : ErrorCause.None);
    }
}
