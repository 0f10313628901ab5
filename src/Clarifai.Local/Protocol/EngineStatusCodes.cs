namespace Clarifai.Local.Protocol;

/// <summary>Codes that only a server uses by name: a client looks them up in the table.</summary>
internal static class EngineStatusCodes
{
    public static readonly int PredictionFailed = ByName("MODEL_PREDICTION_FAILED");

    public static readonly int ModelDeploymentFailed = ByName("MODEL_DEPLOYMENT_FAILED");

    public static readonly int WorkflowDoesNotExist = ByName("WORKFLOW_DOES_NOT_EXIST");

    public static readonly int InternalFailure = ByName("INTERNAL_UNCATEGORIZED");

    private static int ByName(string name) =>
        StatusCodes.Find(name)?.Value ?? throw new InvalidOperationException($"The table of status codes does not contain {name}.");
}
