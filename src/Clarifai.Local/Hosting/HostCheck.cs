using System.Net;
using Clarifai.Local.Protocol;
using Microsoft.Extensions.Primitives;

namespace Clarifai.Local.Hosting;

/// <summary>
/// Refuses requests that a browser sends here under the name of a foreign site, which points its name at this machine, and those that the
/// page of a foreign site makes it send.
/// </summary>
internal sealed class HostCheck(AllowedHosts allowed)
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HostString host = context.Request.Host;
        int localPort = context.Connection.LocalPort;
        if (!allowed.Contains(host, host.Port ?? (context.Request.IsHttps ? HttpsPort : HttpPort), localPort))
        {
            throw new RequestRejectedException(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, "The Host header does not name this engine.");
        }

        // A proxy may speak https where this engine does not: the scheme of the origin says nothing.
        StringValues origin = context.Request.Headers.Origin;
        return origin.Count == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? site) && site.Host.Length > 0
                && allowed.Contains(new HostString(site.Host), site.Port, localPort))
            ? next(context)
            : throw new RequestRejectedException(HttpStatusCode.Forbidden, StatusCodes.InvalidRequest, "The page of another site may not call this engine.");
    }
}
