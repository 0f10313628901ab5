using System.Net;
using Clarifai.Local.Protocol;

namespace Clarifai.Local.Hosting;

/// <summary>Refuses requests that a browser sends here under the name of a foreign site, which points its name at this machine.</summary>
internal static class HostHeaderCheck
{
    private static readonly string[] LoopbackNames = ["127.0.0.1", "localhost", "[::1]"];

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HostString host = context.Request.Host;
        return host.Port == context.Connection.LocalPort && LoopbackNames.Contains(host.Host, StringComparer.OrdinalIgnoreCase)
            ? next(context)
            : throw new RequestRejectedException(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, "The Host header does not name this engine.");
    }
}
