namespace Clarifai.Local.Protocol;

/// <summary>Codes that only a server uses by name: a client looks them up in the table.</summary>
internal static class EngineStatusCodes
{
    public static readonly int PredictionFailed = ByName("MODEL_PREDICTION_FAILED");

    public static readonly int ModelDeploymentFailed = ByName("MODEL_DEPLOYMENT_FAILED");

    public static readonly int WorkflowDoesNotExist = ByName("WORKFLOW_DOES_NOT_EXIST");

    public static readonly int InternalFailure = ByName("INTERNAL_UNCATEGORIZED");

    public static readonly int NotImplemented = ByName("NOT_IMPLEMENTED");

    public static readonly int ModelTraining = ByName("MODEL_TRAINING");

    public static readonly int ModelUntrained = ByName("MODEL_UNTRAINED");

    public static readonly int ModelQueued = ByName("MODEL_QUEUED_FOR_TRAINING");

    public static readonly int ModelNoData = ByName("MODEL_TRAINING_NO_DATA");

    public static readonly int ModelNoPositives = ByName("MODEL_TRAINING_NO_POSITIVES");

    public static readonly int ModelSingleClass = ByName("MODEL_TRAINING_ONE_VS_N_SINGLE_CLASS");

    public static readonly int ModelTrainingFailed = ByName("MODEL_TRAINING_UNKNOWN_ERROR");

    public static readonly int ModelEvaluated = ByName("MODEL_EVALUATED");

    public static readonly int ModelEvaluationQueued = ByName("MODEL_QUEUED_FOR_EVALUATION");

    public static readonly int ModelEvaluationTooFew = ByName("MODEL_EVALUATION_NEED_LABELS");

    public static readonly int ModelPermissionDenied = ByName("MODEL_PERMISSION_DENIED");

    public static readonly int SearchInvalidRequest = ByName("SEARCH_INVALID_REQUEST");

    public static readonly int InputStored = ByName("INPUT_DOWNLOAD_SUCCESS");

    public static readonly int InputDuplicate = ByName("INPUT_DUPLICATE");

    public static readonly int InputDoesNotExist = ByName("INPUT_DOES_NOT_EXIST");

    private static int ByName(string name) =>
        StatusCodes.Find(name)?.Value ?? throw new InvalidOperationException($"The table of status codes does not contain {name}.");
}
