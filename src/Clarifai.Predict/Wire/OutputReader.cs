using System.Text.Json;

namespace Clarifai;

/// <summary>Reads what an answer says about each input: how it went, and by <see cref="DataReader"/> what the models say.</summary>
internal sealed class OutputReader(PredictTarget target, bool keepRaw)
{
    /// <summary>Reads the item of one input: the output of a model, or a workflow's result with one output a model.</summary>
    public PredictOutcome ReadOutcome(JsonElement item, IndexedInput input, ClarifaiStatus answerStatus)
    {
        if (target is ModelReference)
        {
            PredictOutput output = ReadOutput(item, input, answerStatus);
            return new PredictOutcome(input, output.Status, [output]);
        }

        ClarifaiStatus status = StatusReader.Read(item.Find("status"u8), answerStatus.HttpStatus, answerStatus.RequestId);
        if (status.Code == 0)
        {
            status = answerStatus;
        }

        List<PredictOutput> outputs = [.. item.FindItems("outputs"u8).Select(output => ReadOutput(output, input, status))];

        // "Failed" and "mixed" say no more than what the models say themselves.
        bool isVague = status.Code is StatusCodes.Success or StatusCodes.Failure or StatusCodes.MixedStatus or 0;
        bool allFailed = outputs.Count > 0 && !outputs.Any(output => output.Succeeded);
        return new PredictOutcome(input, isVague && allFailed ? outputs[0].Status : status, outputs);
    }

    public PredictOutput ReadOutput(JsonElement output, IndexedInput input, ClarifaiStatus answerStatus)
    {
        JsonElement model = output.Find("model"u8);
        string? modelId = model.FindText("id"u8);
        string? modelName = model.FindText("name"u8);
        JsonElement status = output.Find("status"u8);
        var origin = new AnswerOrigin
        {
            Source = input.Input.Source,
            IsFile = input.Input is FileInput,
            IsUri = input.Input is UriInput,
            InputIndex = input.Index,

            // Of a workflow nobody asked for a model by any name: it is the one that the workflow has.
            Model = target is ModelReference ? target.Name : modelId ?? modelName ?? target.Name,
            ModelId = modelId,
            ModelVersionId = model.Find("model_version"u8).FindText("id"u8),
            RequestId = answerStatus.RequestId,
        };
        var data = new DataReader(origin);
        data.Read(output.Find("data"u8));
        return new PredictOutput(origin)
        {
            Status = status.ValueKind is JsonValueKind.Object
                ? StatusReader.Read(status, answerStatus.HttpStatus, answerStatus.RequestId)
                : answerStatus with { Code = answerStatus.Code is 0 or StatusCodes.MixedStatus ? StatusCodes.Success : answerStatus.Code },
            ModelName = modelName,
            CreatedAt = output.FindTime("created_at"u8),
            Observations = data.Observations,
            Regions = data.Regions,
            Frames = data.Frames,
            UnreadKeys = data.UnreadKeys,
            RawJson = keepRaw ? OutputText.Of(output) : null,
        };
    }
}
