using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Finds images like given ones, or near-duplicates, by what an embedding model sees in them.</summary>
[Cmdlet(VerbsCommon.Find, "ClarifaiSimilar", DefaultParameterSetName = "Path")]
[OutputType(typeof(SimilarImage), typeof(NearDuplicate))]
public sealed class FindClarifaiSimilarCommand : RunCommand
{
    private SimilarRun? _run;

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
    [ArgumentCompleter(typeof(EmbedderCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <summary>The model's version, by its id or as an object from Get-ClarifaiModelVersion. Default: the newest.</summary>
    [Parameter]
    [ModelVersionTransformation]
    [ArgumentCompleter(typeof(ModelVersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ModelVersion { get; set; }

    /// <inheritdoc cref="PredictCommand.CheckpointPath"/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CheckpointPath { get; set; } = [];

    /// <inheritdoc cref="PredictCommand.Force"/>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _run = new SimilarRun(this);
        _run.ReadExamples();
        Inputs = new InputReader(this, InputKind.Auto, _run.Inputs);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.End();
}
