namespace Clarifai.Tests;

public sealed class ErrorIdTests
{
    [Fact]
    public void An_error_ends_the_run_only_where_no_later_input_can_succeed() => Assert.Equal(
        [
            ErrorId.NotConnected, ErrorId.NotAuthenticated, ErrorId.NotAuthorized, ErrorId.QuotaExceeded, ErrorId.ConnectionLost,
            ErrorId.ModelNotFound, ErrorId.InvalidModelArgument, ErrorId.ModelExists, ErrorId.TrainingFailed,
            ErrorId.LocalEngineNotFound, ErrorId.LocalEngineFailed, ErrorId.ExifToolNotFound, ErrorId.CheckpointMismatch,
            ErrorId.CheckpointInUse, ErrorId.CheckpointFailed,
        ],
        Enum.GetValues<ErrorId>().Where(id => id.EndsRun()));
}
