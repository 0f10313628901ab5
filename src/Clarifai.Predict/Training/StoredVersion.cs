namespace Clarifai;

/// <summary>A version of an own model as the service has it.</summary>
internal sealed record StoredVersion
{
    public string? Id { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Whether it is trained.</summary>
    public required ClarifaiStatus Status { get; init; }

    /// <summary>Whether it is evaluated.</summary>
    public required ClarifaiStatus EvaluationStatus { get; init; }

    /// <summary>What the evaluation says, as far as the answer has it.</summary>
    public required ModelEvaluation Evaluation { get; init; }

    public bool IsTrained => Status.Code == StatusCodes.ModelTrained;

    /// <summary>True while it waits to be trained or is trained.</summary>
    public bool IsInTraining => Status.Code is StatusCodes.ModelTraining or StatusCodes.ModelQueuedForTraining;

    public bool IsEvaluated => EvaluationStatus.Code == StatusCodes.ModelEvaluated;

    /// <summary>True while it waits to be evaluated or is evaluated: at first, the service may not show the evaluation at all.</summary>
    public bool IsInEvaluation =>
        EvaluationStatus.Code is 0 or StatusCodes.ModelEvaluating or StatusCodes.ModelQueuedForEvaluation;
}
