using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>A cmdlet that takes pictures and videos: as paths, URLs, bytes or streams, as arguments or from the pipeline.</summary>
public abstract class InputCommand : ConnectedCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string UriSet = "Uri";
    private const string BytesSet = "InputObject";
    private const string StreamSet = "Stream";

    /// <summary>The parameter set of the cmdlets that take texts too.</summary>
    private protected const string TextSet = "Text";

    private PathResolver? _paths;
    private bool _isPiped;

    /// <summary>Files, wildcards allowed; also http and https addresses.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>http and https addresses; the service downloads them itself.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AddressTransformation]
    [Alias("Url")]
    [ValidateNotNullOrEmpty]
    public string[] Uri { get; set; } = [];

    /// <summary>The bytes of one file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BytesSet, ValueFromPipeline = true)]
    public byte[] InputObject { get; set; } = [];

    /// <summary>A stream with one file, read from its position to its end.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StreamSet, ValueFromPipeline = true)]
    public Stream? Stream { get; set; }

    /// <summary>Pictures in one request, 1 to 128. Default: 32.</summary>
    [Parameter]
    [ValidateRange(1, 128)]
    public int BatchSize { get; set; } = 32;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _paths = new PathResolver(this);
        _isPiped = MyInvocation.ExpectingInput;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                TakeAll(Path, TakePath);
                break;
            case LiteralPathSet:
                TakeAll(LiteralPath, TakeLiteral);
                break;
            case UriSet:
                TakeAll(Uri, TakeUri);
                break;
            case BytesSet:
                TakeBytes();
                break;
            case StreamSet:
                Take(SourceOf(Stream!), source => PredictInput.FromStream(Stream!, source, Kind, Limits));
                break;
            case TextSet:
                TakeAll(Texts, text => Take($"text {NextIndex}", source => PredictInput.FromText(text, source)));
                break;
        }
    }

    /// <summary>The position of the next input in the run, from 0.</summary>
    private protected abstract int NextIndex { get; }

    /// <summary>What the service takes.</summary>
    private protected abstract ServiceLimits Limits { get; }

    /// <summary>The texts of a cmdlet that takes them, in the parameter set <see cref="TextSet"/>.</summary>
    private protected virtual IReadOnlyList<string> Texts => [];

    /// <summary>What the inputs are sent as; null to tell by their content.</summary>
    private protected abstract MediaKind? Kind { get; }

    private protected abstract void Accept(PredictInput input);

    /// <exception cref="ClarifaiException">The path is of no drive, or not one of the file system.</exception>
    private protected string ResolveLiteral(string path) => _paths!.ResolveLiteral(path);

    /// <summary>Tells why an input cannot be sent; null where it can.</summary>
    private protected virtual ClarifaiException? Check(PredictInput input) =>
        input.Check(Limits);

    /// <summary>Counts an input that could not be made and reports why.</summary>
    private protected abstract void Refuse(ClarifaiException error, string source);

    private static void TakeAll(IReadOnlyList<string> values, Action<string> take)
    {
        foreach (string value in values)
        {
            take(value);
        }
    }

    private void TakePath(string path)
    {
        if (IsAddress(path))
        {
            TakeUri(path);
        }
        else if (path.StartsWith("@{", StringComparison.Ordinal))
        {
            Refuse(
                new ClarifaiException(
                    ErrorId.FileNotFound,
                    $"'{path}' is an object written as text, not a path. Give its property a name that binds (Path, FullName or Url), "
                    + "or select it: ... | ForEach-Object { $_.<property> } | ..."),
                path);
        }
        else
        {
            bool isWildcard = WildcardPattern.ContainsWildcardCharacters(path);
            IReadOnlyList<string> files = Resolve(path, () => _paths!.ResolveWildcards(path));
            if (files.Count == 0 && isWildcard)
            {
                WriteVerbose($"No file matches '{path}'.");
            }

            foreach (string file in files)
            {
                TakeFile(file, isNamed: !isWildcard && !_isPiped);
            }
        }
    }

    private void TakeLiteral(string path)
    {
        foreach (string file in Resolve(path, () => [_paths!.ResolveLiteral(path)]))
        {
            TakeFile(file, isNamed: !_isPiped);
        }
    }

    private IReadOnlyList<string> Resolve(string path, Func<IReadOnlyList<string>> resolve)
    {
        ClarifaiException refusal;
        try
        {
            return resolve();
        }
        catch (ClarifaiException e)
        {
            refusal = e;
        }

        Refuse(refusal, path);
        return [];
    }

    // A folder that comes along with files, as Get-ChildItem sends them, is passed over; one that is asked for by name is a mistake. That
    // it is one is found out when it is opened: to ask first would cost a round trip a file on a network share.
    private void TakeFile(string file, bool isNamed) =>
        Take(file, source => PredictInput.FromFile(source, Kind, Limits), passesFoldersOver: !isNamed);

    private void TakeUri(string address) => Take(address, source => PredictInput.FromUri(source, Kind));

    private void TakeBytes()
    {
        if (InputObject.Length == 1)
        {
            Refuse(
                new ClarifaiException(
                    ErrorId.UnsupportedMediaType,
                    "A single byte came down the pipeline: Get-Content sends a file byte by byte unless it is given -Raw. "
                    + "Name the file instead."),
                $"byte {NextIndex}");
            return;
        }

        Take($"bytes {NextIndex}", source => PredictInput.FromBytes(InputObject, source, Kind, Limits));
    }

    private void Take(string source, Func<string, PredictInput> make, bool passesFoldersOver = false)
    {
        PredictInput? input = null;
        ClarifaiException? refusal = null;
        try
        {
            input = make(source);
        }
        catch (ClarifaiException e)
        {
            refusal = e;
        }

        refusal ??= Check(input!);
        if (refusal is null)
        {
            Accept(input!);
            return;
        }

        input?.Release();
        if (passesFoldersOver && refusal.ErrorId is ErrorId.PathIsDirectory)
        {
            WriteVerbose($"'{source}' is a folder and is passed over.");
        }
        else
        {
            Refuse(refusal, source);
        }
    }

    private string SourceOf(Stream stream) => stream is FileStream file ? file.Name : $"stream {NextIndex}";

    private static bool IsAddress(string path) =>
        path.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
