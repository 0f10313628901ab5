using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Finds images like given ones, or near-duplicates, by what an embedding model sees in them.</summary>
[Cmdlet(VerbsCommon.Find, "ClarifaiSimilar", DefaultParameterSetName = "Path")]
[OutputType(typeof(SimilarImage), typeof(NearDuplicate))]
public sealed class FindClarifaiSimilarCommand : CheckpointedCommand
{
    private const string DefaultModel = "general-embedding";

    // Measured with the local engine's embedder: the nearest other photo is at .925 at most, one that was edited at .95 in the median.
    private const double LeastOfDuplicates = 0.93;

    private readonly List<(string Source, float[] Unit)> _examples = [];
    private readonly EmbeddingReader _embeddings = new();
    private readonly List<SimilarImage> _similar = [];
    private PredictRun? _run;
    private InputReader? _inputs;
    private NearDuplicateFinder? _duplicates;
    private bool _readsExamples;
    private int _exampleCount;

    /// <summary>Images to find similar ones to: paths, wildcards allowed, or URLs. Default: none; near-duplicates are found.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Like { get; set; } = [];

    /// <summary>The least similarity, 0 to 1. Default: all with -Like; for near-duplicates .93 with the local engine's embedder.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? MinSimilarity { get; set; }

    /// <summary>The model that makes embeddings. Default: general-embedding.</summary>
    [Parameter]
    [ModelTransformation]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <summary>The model's version, by its id or as an object from Get-ClarifaiModelVersion. Default: the newest.</summary>
    [Parameter]
    [ModelVersionTransformation]
    [ArgumentCompleter(typeof(ModelVersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ModelVersion { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ModelReference model = OrTerminate(Embedder);
        if (Like.Length == 0)
        {
            _duplicates = OrTerminate(() => new NearDuplicateFinder(LeastSimilarity(model), Cancellation));
        }

        _run = new PredictRun(this, () => model, () => new PredictOptions(), Write) { TakesOnlyImages = true };
        _inputs = new InputReader(this, kind: null, _run);
        if (Like.Length > 0)
        {
            _readsExamples = true;
            new InputReader(this, kind: null, _run, (error, source) => WriteFailure(error, source, endsRun: true)).ReadPaths(Like);
            _exampleCount = _run.NextIndex;
            _readsExamples = false;
            if (_exampleCount == 0)
            {
                WriteFailure(
                    new ClarifaiException(
                        ErrorId.FileNotFound, $"-Like '{Redaction.Given(string.Join(", ", Like))}' matches only folders."),
                    Like,
                    endsRun: true);
            }
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _inputs!.Read();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _run!.End();
        if (_duplicates is null)
        {
            WriteObject(_similar.OrderByDescending(picture => picture.Similarity), enumerateCollection: true);
            return;
        }

        using IEnumerator<NearDuplicate> each = _duplicates.Find().GetEnumerator();
        while (Stoppable(each.MoveNext))
        {
            WriteObject(each.Current);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _run?.Dispose();
    }

    private ModelReference Embedder()
    {
        ModelReference model = (Model ?? new ModelArgument(DefaultModel)).ToReference().WithVersion(ModelVersion);
        return model.Public is null or { Output: PublicModels.Embeddings } ? model : throw EmbeddingReader.NoEmbedder(model.Name);
    }

    private double LeastSimilarity(ModelReference model)
    {
        bool isKnown = RequireConnection().IsLocal && model.Public?.Name == DefaultModel;
        return MinSimilarity ?? (isKnown ? LeastOfDuplicates : throw new ClarifaiException(
            ErrorId.InvalidModelArgument,
            "Specify -MinSimilarity: how similar near-duplicates are depends on the model. Only the local engine's 'general-embedding' "
            + "has a default, 0.93."));
    }

    // The examples are the first inputs, and outcomes come in order.
    private void Write(PredictOutcome outcome)
    {
        bool isExample = _readsExamples || outcome.InputIndex < _exampleCount;
        if (isExample && outcome.FirstError is { } error)
        {
            WriteFailure(error, outcome.Input.Source, endsRun: true);
        }

        _run!.Write(outcome, output => Take(output, outcome.Input.Length, isExample));
    }

    private void Take(PredictOutput output, long bytes, bool isExample)
    {
        float[]? unit = Attempt(
            () => _embeddings.Read(output), error => WriteFailure(error, output.Source, error.EndsRun || isExample));
        if (unit is null)
        {
            return;
        }

        if (isExample)
        {
            _examples.Add((output.Source, unit));
        }
        else if (_duplicates is null)
        {
            Compare(output, unit);
        }
        else
        {
            Stoppable(() =>
            {
                _duplicates.Add(output.Origin, bytes, unit);
                return true;
            });
        }
    }

    private void Compare(PredictOutput output, float[] unit)
    {
        SimilarImage picture = _examples
            .Select(example => new SimilarImage(output.Origin, UnitVector.Similarity(example.Unit, unit), example.Source))
            .OrderByDescending(picture => picture.Similarity)
            .First();
        if (MinSimilarity is null)
        {
            _similar.Add(picture);
        }
        else if (picture.Similarity >= MinSimilarity)
        {
            WriteObject(picture);
        }
    }
}
