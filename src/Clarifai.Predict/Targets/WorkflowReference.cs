namespace Clarifai;

/// <summary>Which workflow to ask: as the user wrote it, and what that means on the wire.</summary>
internal sealed class WorkflowReference : PredictTarget
{
    private const string WorkflowKind = "workflow";

    private WorkflowReference(OwnedName name)
        : base(name)
    {
    }

    public override string AnswersKey => "results";

    /// <summary>
    /// Reads a workflow's name: an id, user/app/workflow, or the address of the workflow's page
    /// (https://clarifai.com/user/app/workflows/id, optionally with /versions/id).
    /// </summary>
    /// <exception cref="ClarifaiException">The text names no workflow (InvalidModelArgument).</exception>
    public static WorkflowReference Parse(string text) => new(OwnedName.Parse(text, WorkflowKind));

    public override int InputsPerRequest(ServiceLimits limits) => limits.WorkflowInputsPerRequest;

    public override void EnsureFits(PredictOptions options)
    {
        if (options is not { Concepts: null or { Count: 0 }, Language: null, SampleMs: null })
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument, "A workflow takes a least value and a number of concepts, and no other option of a model.");
        }
    }

    public override string OptionsMember(string outputConfig) => $"\"output_config\":{outputConfig}";
}
