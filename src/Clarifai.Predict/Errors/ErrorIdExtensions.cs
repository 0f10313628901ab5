namespace Clarifai;

internal static class ErrorIdExtensions
{
    /// <summary>True if no later input of the same run can succeed.</summary>
    public static bool EndsRun(this ErrorId id) => id >= ErrorId.NotConnected;
}
