using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>Checks ids that callers choose.</summary>
internal static class ReceivedId
{
    /// <exception cref="RequestRejectedException">It cannot be an id.</exception>
    public static string Check(string id) => ChosenId.IsValid(id) ? id : throw new RequestRejectedException(
        HttpStatusCode.BadRequest,
        StatusCodes.InvalidRequest,
        $"'{Redaction.Visible(Redaction.Given(id))}' is not a valid id. {ChosenId.Rule}");
}
