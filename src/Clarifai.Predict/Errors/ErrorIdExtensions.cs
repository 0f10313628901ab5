namespace Clarifai;

internal static class ErrorIdExtensions
{
    /// <summary>True if no later input of the same run can succeed.</summary>
    public static bool EndsRun(this ErrorId id) => id
        is ErrorId.NotConnected
        or ErrorId.NotAuthenticated
        or ErrorId.NotAuthorized
        or ErrorId.QuotaExceeded
        or ErrorId.ConnectionLost
        or ErrorId.ModelNotFound
        or ErrorId.InvalidModelArgument
        or ErrorId.ModelExists
        or ErrorId.TrainingFailed
        or ErrorId.LocalEngineNotFound
        or ErrorId.LocalEngineFailed
        or ErrorId.ExifToolNotFound
        or ErrorId.CheckpointMismatch
        or ErrorId.CheckpointInUse
        or ErrorId.CheckpointFailed;
}
