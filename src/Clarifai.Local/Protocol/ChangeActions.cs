using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>Reads an action by its name in the protocol.</summary>
internal static class ChangeActions
{
    /// <exception cref="RequestRejectedException">It is not an action.</exception>
    public static ChangeAction Read(string? name) => name switch
    {
        null or "merge" => ChangeAction.Merge,
        "remove" => ChangeAction.Remove,
        "overwrite" => ChangeAction.Overwrite,
        _ => throw new RequestRejectedException(
            HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, $"The action is '{name}'; it must be merge, remove, or overwrite."),
    };
}
