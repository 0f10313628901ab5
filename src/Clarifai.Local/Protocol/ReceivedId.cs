using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>The rule for ids that callers choose.</summary>
internal static class ReceivedId
{
    private const int MaximumLength = 128;

    /// <param name="id">The id.</param>
    /// <param name="owner">What has it.</param>
    /// <exception cref="RequestRejectedException">It cannot be an id.</exception>
    public static string Check(string id, string owner) =>
        id.Length <= MaximumLength && id is not ("." or "..") && id.Trim() == id && !id.Contains('/') && !id.Any(char.IsControl)
            ? id
            : throw new RequestRejectedException(
                HttpStatusCode.BadRequest,
                StatusCodes.InvalidRequest,
                $"'{id}' cannot be the id of {owner}: an id has at most {MaximumLength} characters, without slashes, control "
                + "characters and blanks around it, and is not '.' or '..'.");
}
