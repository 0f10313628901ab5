namespace Clarifai;

/// <summary>The workflow to use: as the user wrote it, and its form on the wire.</summary>
internal sealed class WorkflowReference(OwnedName name) : PredictTarget(name)
{
    private const string WorkflowKind = "workflow";

    public override string AnswersKey => "results";

    /// <summary>
    /// Parses a workflow's name: an id, user/app/workflow, or the address of the workflow's page
    /// (https://clarifai.com/user/app/workflows/id, optionally with /versions/id).
    /// </summary>
    /// <exception cref="ClarifaiException">The text does not name a workflow (InvalidModelArgument).</exception>
    public static WorkflowReference Parse(string text) => new(OwnedName.Parse(text, WorkflowKind));

    public override int InputsPerRequest(ServiceLimits limits) => limits.WorkflowInputsPerRequest;

    public override void EnsureFits(PredictOptions options, bool isLocal)
    {
        if (options is not { Concepts: null or { Count: 0 }, Language: null, SampleMs: null })
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                "Of a model's options, a workflow accepts only a minimum value and a maximum number of concepts.");
        }
    }

    public override string OptionsMember(string outputConfig) => $"\"output_config\":{outputConfig}";
}
