using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Writes the names of what models see into the photos as keywords, with ExifTool.</summary>
[Cmdlet(VerbsCommon.Set, "ClarifaiKeyword", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SetClarifaiKeywordCommand : ClarifaiCommand
{
    private readonly List<string> _names = [];
    private KeywordPump? _pump;
    private PathResolver? _paths;
    private string _prefix = "";
    private string[]? _givenNames;
    private string? _source;
    private string? _path;
    private bool _hasWarned;

    /// <summary>What the cmdlets of this module emit, now, from a job or from a table; or files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The keywords, instead of the names of the objects.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Text before each name, which marks the keywords as made by a model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    /// <summary>Removes keywords instead of adding them; with a prefix, all that begin with it.</summary>
    [Parameter]
    public SwitchParameter Remove { get; set; }

    /// <summary>Writes an XMP file beside each photo, which is not touched.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>Writes read-only files too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The full path of ExifTool. Default: the one in CLARIFAI_EXIFTOOL, else on PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExifToolPath { get; set; }

    /// <summary>Emits the files that have the keywords.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool RemovesByPrefix => Remove && _prefix.Length > 0;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _paths = new PathResolver(this);
        _prefix = Prefix is null ? "" : KeywordText.Clean(Prefix);
        _givenNames = Name.Length > 0 ? Name : null;
        string exifTool = OrTerminate(() => ExifToolLocator.Find(ExifToolPath is null ? null : _paths.ResolveLiteral(ExifToolPath)));
        var options = new KeywordOptions { Prefix = _prefix, Removes = Remove, UsesSidecar = Sidecar, IsForced = Force };
        _pump = new KeywordPump(exifTool, options, Cancellation);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null
            && Attempt(() => KeywordRowReader.Read(InputObject), error => WriteFailure(error, InputObject, endsRun: false)) is { } row)
        {
            Take(row);
        }

        WriteTaken();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        EndFile();
        _pump!.Complete();
        WriteTaken();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // First what was handed over is written, although the pipeline may have failed meanwhile; Ctrl+C ends that too.
        _pump?.Dispose();
        base.Dispose(disposing);
    }

    private void Take(KeywordRow row)
    {
        if (row.Source != _source)
        {
            EndFile();
            _source = row.Source;
            _path = FindPath(row);
        }

        if (_givenNames is null && row.Names is null && !RemovesByPrefix)
        {
            WriteFailure(
                new ClarifaiException(
                    ErrorId.InvalidRow, "There are no names to write: specify -Name, or pipe the output of Invoke-ClarifaiPredict."),
                row.Source,
                endsRun: true);
        }

        _names.AddRange(_givenNames ?? row.Names ?? []);
    }

    // One error for all objects of an input.
    private string? FindPath(KeywordRow row)
    {
        string? path = Attempt(
            () => row.IsFile ? _paths!.ResolveLiteral(row.Source) : throw new ClarifaiException(
                ErrorId.PathNotFileSystem,
                $"'{SourceAddress.Of(row.Source).Shown}' is not a file on this machine: keywords can only be written to files."),
            error => WriteFailure(error, row.Source, endsRun: false));
        if (path is null || !Directory.Exists(path))
        {
            return path;
        }

        WriteVerbose($"'{path}' is a folder and was skipped.");
        return null;
    }

    // The file is due: all that was said about it has come.
    private void EndFile()
    {
        string[] names =
        [
            .. _names.Select(KeywordText.Clean).Where(name => name.Length > 0).Select(name => _prefix + name).Distinct(),
        ];
        _names.Clear();
        string? path = _path;
        _source = _path = null;
        if (path is not null && (names.Length > 0 || RemovesByPrefix) && ShouldProcess(path, Action(names)))
        {
            Stoppable(() =>
            {
                _pump!.Add(new KeywordChange(path, names));
                return true;
            });
        }
    }

    private string Action(string[] names) => RemovesByPrefix ? $"Remove the keywords that begin with '{_prefix}'"
        : $"{(Remove ? "Remove" : "Add")} the keywords {string.Join(", ", names)}";

    // Writing runs whatever stands downstream, which may throw anything: nothing is caught around it.
    private void WriteTaken()
    {
        using IEnumerator<KeywordOutcome> each = _pump!.Take().GetEnumerator();
        while (Next(each) is { } outcome)
        {
            Write(outcome);
        }
    }

    private KeywordOutcome? Next(IEnumerator<KeywordOutcome> outcomes) => Attempt(
        () => Stoppable(outcomes.MoveNext) ? outcomes.Current : null, error => WriteFailure(error, target: null, endsRun: true));

    private void Write(KeywordOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            WriteFailure(error, outcome.Change.Path, endsRun: false);
            return;
        }

        foreach (string name in outcome.LongNames)
        {
            WriteVerbose($"'{name}' was written to the XMP of '{outcome.Path}' only: IPTC allows at most 64 bytes.");
        }

        if (outcome.HasNewOwner && !_hasWarned)
        {
            _hasWarned = true;
            WriteWarning(
                $"The owner or group of '{outcome.Path}' has changed: only root may write the files of others and keep it. "
                + "Other such files are not reported.");
        }

        WriteVerbose(outcome.IsWritten ? $"Keywords written: '{outcome.Path}'." : $"Nothing to change: '{outcome.Change.Path}'.");
        if (PassThru && outcome.Path is { } path)
        {
            WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true), enumerateCollection: true);
        }
    }
}
