using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>Gets the embeddings of images, compares them with those of examples or with each other, and writes what is similar.</summary>
internal sealed class SimilarRun
{
    private const string DefaultModel = "general-embedding";

    // Measured with the local engine's embedder: the nearest other photo is at .925 at most, one that was edited at .95 in the median.
    private const double LeastOfDuplicates = 0.93;

    private readonly FindClarifaiSimilarCommand _command;
    private readonly List<(string Source, float[] Unit)> _examples = [];
    private readonly EmbeddingReader _embeddings = new();
    private readonly List<SimilarImage> _similar = [];
    private readonly PredictRun _run;
    private readonly NearDuplicateFinder? _duplicates;
    private int _exampleCount;

    public SimilarRun(FindClarifaiSimilarCommand command)
    {
        _command = command;
        ModelReference model = command.OrTerminate(Embedder);
        if (command.Like.Length == 0)
        {
            _duplicates = command.OrTerminate(() => new NearDuplicateFinder(LeastSimilarity(model), command.Cancellation));
        }

        _run = new PredictRun(command, () => model, () => new PredictOptions(), Write, command.CheckpointPath, command.Force)
        {
            TakesOnlyImages = true,
        };
    }

    /// <summary>Takes the images to compare.</summary>
    public IInputTarget Inputs => _run;

    /// <summary>Takes the images of -Like: the first inputs of the run.</summary>
    public void ReadExamples()
    {
        if (_duplicates is not null)
        {
            return;
        }

        // Until the images to compare come, every input is an example.
        _exampleCount = int.MaxValue;
        new InputReader(_command, InputKind.Auto, _run, (error, source) => _command.WriteFailure(error, source, endsRun: true))
            .ReadPaths(_command.Like);
        _exampleCount = _run.NextIndex;
        if (_exampleCount == 0)
        {
            _command.WriteFailure(
                new ClarifaiException(
                    ErrorId.FileNotFound, $"-Like '{Redaction.Given(string.Join(", ", _command.Like))}' matches only folders."),
                _command.Like,
                endsRun: true);
        }
    }

    /// <summary>Waits for all answers, and writes what could not be written before.</summary>
    public void End()
    {
        _run.End();
        if (_duplicates is null)
        {
            _command.WriteObject(_similar.OrderByDescending(picture => picture.Similarity), enumerateCollection: true);
            return;
        }

        using IEnumerator<NearDuplicate> each = _duplicates.Find().GetEnumerator();
        while (_command.Stoppable(each.MoveNext))
        {
            _command.WriteObject(each.Current);
        }
    }

    private ModelReference Embedder()
    {
        ModelReference model = (_command.Model ?? new ModelArgument(DefaultModel)).ToReference().WithVersion(_command.ModelVersion);
        return model.Public is null or { Output: PublicModels.Embeddings } ? model : throw EmbeddingReader.NoEmbedder(model.Name);
    }

    private double LeastSimilarity(ModelReference model)
    {
        bool isKnown = _command.RequireConnection().IsLocal && model.Public?.Name == DefaultModel;
        return _command.MinSimilarity ?? (isKnown ? LeastOfDuplicates : throw new ClarifaiException(
            ErrorId.InvalidModelArgument,
            "Specify -MinSimilarity: how similar near-duplicates are depends on the model. Only the local engine's 'general-embedding' "
            + "has a default, 0.93."));
    }

    // The examples are the first inputs, and outcomes come in order.
    private void Write(PredictOutcome outcome)
    {
        bool isExample = outcome.InputIndex < _exampleCount;
        if (isExample && outcome.FirstError is { } error)
        {
            _command.WriteFailure(error, outcome.Input.Source, endsRun: true);
        }

        _run.Write(outcome, output => Take(output, outcome.Input.Length, isExample));
    }

    private void Take(PredictOutput output, long bytes, bool isExample)
    {
        float[]? unit = ClarifaiCommand.Attempt(
            () => _embeddings.Read(output), error => _command.WriteFailure(error, output.Source, error.EndsRun || isExample));
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
            _command.Stoppable(() =>
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
        if (_command.MinSimilarity is null)
        {
            _similar.Add(picture);
        }
        else if (picture.Similarity >= _command.MinSimilarity)
        {
            _command.WriteObject(picture);
        }
    }
}
