using System.Net;
using System.Net.Mime;
using Clarifai.Local.Protocol;
using Microsoft.Extensions.Primitives;

namespace Clarifai.Local.Hosting;

/// <summary>
/// Rejects requests that a browser sends under the name of another site whose name resolves to this machine (DNS rebinding), and cross-site
/// requests. A health probe is answered under any name: orchestrators and balancers send an address that the engine does not know.
/// </summary>
internal sealed class HostCheck(AllowedHosts allowed)
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    // Nothing about the engine, as it may be a browser that asks.
    private static readonly byte[] Healthy = "{\"status\":\"ok\"}"u8.ToArray();

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HostString host = context.Request.Host;
        int localPort = context.Connection.LocalPort;
        if (!allowed.Contains(host, host.Port ?? (context.Request.IsHttps ? HttpsPort : HttpPort), localPort))
        {
            string method = context.Request.Method;
            if (context.Request.Path == OpenPages.HealthPath && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)))
            {
                context.Response.ContentType = MediaTypeNames.Application.Json;
                context.Response.ContentLength = Healthy.Length;
                return context.Response.Body.WriteAsync(Healthy, context.RequestAborted).AsTask();
            }

            throw new RequestRejectedException(
                HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, "The Host header does not match this engine.");
        }

        // A proxy may serve https while this engine does not: the scheme of the origin is ignored.
        StringValues origin = context.Request.Headers.Origin;
        return origin.Count == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? site) && site.Host.Length > 0
                && allowed.Contains(new HostString(site.Host), site.Port, localPort))
            ? next(context)
            : throw new RequestRejectedException(
                HttpStatusCode.Forbidden, StatusCodes.InvalidRequest, "Pages of other sites are not allowed to call this engine.");
    }
}
