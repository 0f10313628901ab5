using System.Text.Json;

namespace Clarifai;

/// <summary>Which workflow to ask: as the user wrote it, and what that means on the wire.</summary>
public sealed class WorkflowReference : PredictTarget
{
    private const string WorkflowKind = "workflow";

    private WorkflowReference(OwnedName name)
        : base(name)
    {
    }

    internal override string AnswersKey => "results";

    /// <summary>
    /// Reads a workflow's name: an id, user/app/workflow, or the address of the workflow's page
    /// (https://clarifai.com/user/app/workflows/id, optionally with /versions/id).
    /// </summary>
    /// <param name="text">The name.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ClarifaiException">The text names no workflow (InvalidModelArgument).</exception>
    public static WorkflowReference Parse(string text) => new(OwnedName.Parse(text, WorkflowKind));

    internal override Uri Address(ServiceRoutes routes) => routes.Results(this);

    internal override int InputsPerRequest(ServiceLimits limits) => limits.WorkflowInputsPerRequest;

    internal override void EnsureFits(PredictOptions options)
    {
        if (options is not { Concepts: null or { Count: 0 }, Language: null, SampleMs: null })
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument, "A workflow takes a least value and a number of concepts, and no other option of a model.");
        }
    }

    internal override string OptionsMember(string outputConfig) => $"\"output_config\":{outputConfig}";

    // Nobody asked for a model by any name: it is the one that the workflow has.
    internal override PredictOutput ReadOutput(JsonElement output, IndexedInput input, ClarifaiStatus answerStatus, bool keepRaw)
    {
        JsonElement model = output.Find("model"u8);
        return OutputReader.Read(output, input, model.FindText("id"u8) ?? model.FindText("name"u8) ?? Name, answerStatus, keepRaw);
    }

    internal override PredictResult ReadResult(JsonElement item, IndexedInput input, ClarifaiStatus answerStatus, bool keepRaw) =>
        WorkflowResultReader.Read(item, input, this, answerStatus, keepRaw);
}
