using System.Text.Json;

namespace Clarifai;

/// <summary>Reads the outcome of each input from an answer: its status and, with <see cref="DataReader"/>, the models' data.</summary>
/// <param name="target">The name of the model or workflow, as the user wrote it.</param>
/// <param name="isModel">False for a workflow.</param>
/// <param name="keepRaw">Keeps each output's JSON.</param>
internal sealed class OutputReader(string target, bool isModel, bool keepRaw)
{
    public OutputReader(PredictTarget target, bool keepRaw)
        : this(target.Name, target is ModelReference, keepRaw)
    {
    }

    /// <summary>Reads the item of one input that was added to an app.</summary>
    public static PredictOutcome ReadStored(JsonElement item, IndexedInput input, ClarifaiStatus answerStatus) =>
        item.ValueKind is JsonValueKind.Object
            ? PredictOutcome.Stored(input, ReadStatus(item.Find("status"u8), answerStatus), item.FindText("id"u8))
            : Invalid(input);

    /// <summary>Reads the item of one input: the output of a model, or a workflow's result with one output per model.</summary>
    public PredictOutcome ReadOutcome(JsonElement item, IndexedInput input, ClarifaiStatus answerStatus)
    {
        if (item.ValueKind is not JsonValueKind.Object)
        {
            return Invalid(input);
        }

        if (isModel)
        {
            PredictOutput output = ReadOutput(item, input, answerStatus);
            return new PredictOutcome(input, output.Status, [output]);
        }

        ClarifaiStatus status = StatusReader.Read(item.Find("status"u8), answerStatus.HttpStatus, answerStatus.RequestId);
        status = status.Code == 0 ? answerStatus : status;
        if (status.IsSuccess && item.Find("outputs"u8).ValueKind is not JsonValueKind.Array)
        {
            return Invalid(input);
        }

        List<PredictOutput> outputs = [.. item.FindItems("outputs"u8).Select(output => ReadOutput(output, input, status))];

        // "Failed" and "mixed" add nothing to the statuses of the models.
        bool isVague = status.Code is StatusCodes.Success or StatusCodes.Failure or StatusCodes.MixedStatus or 0;
        bool allFailed = outputs.Count > 0 && !outputs.Any(output => output.Succeeded);
        return new PredictOutcome(input, isVague && allFailed ? outputs[0].Status : status, outputs);
    }

    public PredictOutput ReadOutput(JsonElement output, IndexedInput input, ClarifaiStatus answerStatus) =>
        ReadOutput(StoredRegions.TurnBack(output, input.Input), InputOrigin.Of(input), answerStatus);

    public PredictOutput ReadOutput(JsonElement output, InputOrigin input, ClarifaiStatus answerStatus)
    {
        JsonElement model = output.Find("model"u8);
        AnswerOrigin origin = ReadOrigin(model, input, answerStatus);
        var data = new DataReader(origin);
        data.Read(output.Find("data"u8));
        return Create(
            origin,
            output.ValueKind is JsonValueKind.Object
                ? ReadStatus(output.Find("status"u8), answerStatus)
                : answerStatus with { Code = 0, Description = "The service's response does not contain a readable output", Details = null },
            model.FindText("name"u8),
            output.Find("created_at"u8).AsTime(),
            data,
            keepRaw ? OutputText.Of(output) : null);
    }

    public AnswerOrigin ReadOrigin(JsonElement model, InputOrigin input, ClarifaiStatus answerStatus)
    {
        string? modelId = model.FindText("id"u8);
        return new AnswerOrigin
        {
            Input = input,

            // A workflow's models are not requested by name: the answer's model counts.
            Model = isModel ? target : modelId ?? model.FindText("name"u8) ?? target,
            ModelId = modelId,
            ModelVersionId = model.Find("model_version"u8).FindText("id"u8),
            RequestId = answerStatus.RequestId,
        };
    }

    public static ClarifaiStatus ReadStatus(JsonElement status, ClarifaiStatus answerStatus) => status.ValueKind is JsonValueKind.Object
        ? StatusReader.Read(status, answerStatus.HttpStatus, answerStatus.RequestId)
        : answerStatus with { Code = answerStatus.Code is 0 or StatusCodes.MixedStatus ? StatusCodes.Success : answerStatus.Code };

    public static PredictOutput Create(
        AnswerOrigin origin, ClarifaiStatus status, string? modelName, DateTimeOffset? createdAt, DataReader data, string? raw = null) =>
        new(origin, data.Observations, data.Regions)
        {
            Status = status,
            ModelName = modelName,
            CreatedAt = createdAt,
            Frames = data.Frames,
            UnreadKeys = data.UnreadKeys,
            RawJson = raw,
        };

    private static PredictOutcome Invalid(IndexedInput input) => new(input, new ClarifaiException(
        ErrorId.InvalidResponse, $"'{input.Input.ShownSource}': the service's response does not contain a readable output."));
}
