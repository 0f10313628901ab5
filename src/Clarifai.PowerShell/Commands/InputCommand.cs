using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>
/// The parameters of a cmdlet that accepts images and videos: as paths, URLs, bytes or streams, as arguments or from the pipeline.
/// </summary>
public abstract class InputCommand : ConnectedCommand
{
    internal const string PathSet = "Path";
    internal const string LiteralPathSet = "LiteralPath";
    internal const string UriSet = "Uri";
    internal const string BytesSet = "InputObject";
    internal const string StreamSet = "Stream";
    internal const string TextSet = "Text";

    /// <summary>Files, wildcards allowed; also http and https addresses.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SourceTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their exact names.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [FileTransformation]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>http and https addresses; the service downloads the content.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AddressTransformation]
    [Alias("Url")]
    [ValidateNotNullOrEmpty]
    public string[] Uri { get; set; } = [];

    /// <summary>The bytes of one file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BytesSet, ValueFromPipeline = true)]
    [BytesTransformation]
    public byte[] InputObject { get; set; } = [];

    /// <summary>A stream with one file, read from its position to its end.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StreamSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RawContentStream")]
    public Stream? Stream { get; set; }

    /// <summary>Images per request, 1 to 128. Default: 32; with the local engine, the size that it recommends.</summary>
    [Parameter]
    [ValidateRange(1, 128)]
    public int? BatchSize { get; set; }

    /// <summary>
    /// Pixels of an image's longer side, 64 to 8192: larger images, images that are not upright, and HEIC and AVIF are sent as upright
    /// JPEGs of at most this size. Requires the local engine's program. Default: images are sent as they are.
    /// </summary>
    [Parameter]
    [ValidateRange(PictureShrinker.LeastDimension, PictureShrinker.MostDimension)]
    public int? MaximumDimension { get; set; }

    /// <summary>Reads the inputs from the records, once the cmdlet has begun.</summary>
    private protected InputReader? Inputs { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Inputs!.Read();

    /// <summary>Gets the engine that prepares images: that of a local connection, else the one beside it.</summary>
    internal Func<CancellationToken, Task<ClarifaiClient>> EngineFor(ClarifaiConnection? connection, EngineBeside beside)
    {
        string moduleBase = MyInvocation.MyCommand.Module.ModuleBase;
        return connection is { IsLocal: true }
            ? _ => Task.FromResult(connection.Client)
            : cancellation => beside.GetAsync(moduleBase, cancellation);
    }

    /// <summary>The specified size, else the one recommended for the connection.</summary>
    internal int BatchSizeFor(ClarifaiConnection? connection) => BatchSize ?? connection?.Engine?.BatchSize ?? 32;
}
