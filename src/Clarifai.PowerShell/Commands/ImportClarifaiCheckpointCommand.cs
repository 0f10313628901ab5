using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Emits the finished results in checkpoints, each input once, without a connection.</summary>
[Cmdlet(VerbsData.Import, "ClarifaiCheckpoint", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Concept), typeof(RegionConcept), typeof(TextAnswer), typeof(PredictRow))]
public sealed class ImportClarifaiCheckpointCommand : ClarifaiCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<string> _files = [];
    private PathResolver? _paths;

    /// <summary>Checkpoints, wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Checkpoints by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The folder here that -ShardRoot was in the runs. Default: files are named as they were in the runs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ShardRoot { get; set; }

    /// <summary>
    /// The output: one object for each thing found; one row or one whole object per input; or the JSON text of the service's output.
    /// Default: Concept.
    /// </summary>
    [Parameter]
    public OutputForm As { get; set; } = OutputForm.Concept;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _paths = new PathResolver(this);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            IReadOnlyList<string>? files = Attempt(
                () => ParameterSetName == PathSet ? _paths!.ResolveWildcards(path) : [_paths!.ResolveLiteral(path)],
                error => WriteFailure(error, path, endsRun: false));
            if (files is { Count: 0 })
            {
                WriteWarning($"No file matches '{Redaction.Given(path)}'.");
            }

            _files.AddRange((files ?? []).Where(file => !_files.Contains(file)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var writer = new OutputWriter(this, As);
        InputRoot? root = ShardRoot is null ? null : OrTerminate(() => new InputRoot(_paths!.ResolveLiteral(ShardRoot)));

        // The last answer about an input counts: that in the file which was written last.
        using CheckpointImport import = OrTerminate(() => new CheckpointImport(
            _files.OrderBy(File.GetLastWriteTimeUtc), As is OutputForm.Raw, root));

        // Writing runs whatever stands downstream, which may throw anything: nothing is caught around it.
        using IEnumerator<IReadOnlyList<PredictOutput>> each = import.Read(Cancellation).GetEnumerator();
        while (OrTerminate(() => Stoppable(each.MoveNext) ? each.Current : null) is { } outputs)
        {
            foreach (PredictOutput output in outputs)
            {
                writer.Write(output);
            }
        }

        if (import.DamagedCount > 0)
        {
            WriteWarning($"Damaged lines in the checkpoints: {import.DamagedCount:N0}. They were skipped.");
        }

        if (import.NamelessCount > 0)
        {
            WriteWarning(
                $"Inputs whose lines do not name them: {import.NamelessCount:N0}. They are from an earlier version, which saved no "
                + "URLs and no descriptions of bytes and streams; their Source is a hash.");
        }
    }
}
