using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>Checks ids that callers choose.</summary>
internal static class ReceivedId
{
    /// <param name="id">The id.</param>
    /// <param name="owner">What it identifies, e.g. model.</param>
    /// <exception cref="RequestRejectedException">It cannot be an id.</exception>
    public static string Check(string id, string owner) => ChosenId.IsValid(id) ? id : throw new RequestRejectedException(
        HttpStatusCode.BadRequest,
        StatusCodes.InvalidRequest,
        $"'{Redaction.Visible(Redaction.Given(id))}' is not a valid {owner} ID. An ID {ChosenId.Rule} "
        + "It cannot begin or end with a space.");
}
