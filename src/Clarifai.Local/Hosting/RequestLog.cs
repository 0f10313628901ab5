using System.Diagnostics;

namespace Clarifai.Local.Hosting;

/// <summary>Logs one line per request: never its content, headers or query.</summary>
internal sealed class RequestLog(ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        long start = Stopwatch.GetTimestamp();
        await next(context);
        log.LogInformation(
            "{Method} {Path} {Status} in {Milliseconds:F0} ms, {Bytes} bytes, request {Id}",
            context.Request.Method,
            context.Request.Path,
            context.Response.StatusCode,
            Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            context.Request.ContentLength,
            context.TraceIdentifier);
    }
}
