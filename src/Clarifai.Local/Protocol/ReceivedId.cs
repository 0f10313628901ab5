using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>The rule for ids that callers choose.</summary>
internal static class ReceivedId
{
    private const int MaximumLength = 128;

    /// <exception cref="RequestRejectedException">It cannot be an id.</exception>
    public static string Check(string id) =>
        id.Length <= MaximumLength && !id.Contains('/', StringComparison.Ordinal) && !id.Any(char.IsControl)
            ? id
            : throw new RequestRejectedException(
                HttpStatusCode.BadRequest,
                StatusCodes.InvalidRequest,
                $"An id must have at most {MaximumLength} characters, without slashes and control characters.");
}
