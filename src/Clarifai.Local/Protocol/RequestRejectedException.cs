using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>A request as a whole cannot be answered.</summary>
internal sealed class RequestRejectedException(HttpStatusCode http, int code, string details, Exception? cause = null)
    : Exception(details, cause)
{
    public HttpStatusCode Http { get; } = http;

    /// <summary>The status code of the answer, from <see cref="StatusCodes"/>.</summary>
    public int Code { get; } = code;

    /// <summary>Creates the error for a body that is not JSON or does not match the protocol.</summary>
    public static RequestRejectedException Unreadable(Exception malformed) => new(
        HttpStatusCode.BadRequest, StatusCodes.BadRequestFormat, $"The request's JSON cannot be read: {malformed.Message}", malformed);
}
