using System.Text.Json;

namespace Clarifai;

/// <summary>Reads one result of a workflow's answer: what each of its models says about one input.</summary>
internal static class WorkflowResultReader
{
    public static PredictResult Read(
        JsonElement item, IndexedInput input, WorkflowReference workflow, ClarifaiStatus answerStatus, bool keepRaw)
    {
        ClarifaiStatus status = StatusReader.Read(item.Find("status"u8), answerStatus.HttpStatus, answerStatus.RequestId);
        if (status.Code == 0)
        {
            status = answerStatus;
        }

        List<PredictOutput> outputs =
            [.. item.FindItems("outputs"u8).Select(output => workflow.ReadOutput(output, input, status, keepRaw))];

        // "Failed" and "mixed" say no more than what the models say themselves.
        bool saysNothing = status.Code is StatusCodes.Success or StatusCodes.Failure or StatusCodes.MixedStatus or 0;
        return outputs.Count > 0 && saysNothing && !outputs.Any(output => output.Succeeded)
            ? new PredictResult(outputs[0].Status, outputs)
            : new PredictResult(status, outputs);
    }
}
