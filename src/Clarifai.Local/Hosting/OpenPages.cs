using System.Net.Mime;
using System.Reflection;
using System.Text;

namespace Clarifai.Local.Hosting;

/// <summary>
/// What is given out without a key, as it tells nothing of anybody: the page for people, which takes the key from its address and asks as
/// any other client, and whether the engine is alive.
/// </summary>
internal sealed class OpenPages
{
    // Nothing but the page's own files is loaded, no other site frames it, and what was typed into it goes nowhere else.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly Dictionary<string, Page> _pages = new(StringComparer.Ordinal)
    {
        ["/"] = Page.Embedded("index.html", MediaTypeNames.Text.Html),
        ["/page.js"] = Page.Embedded("page.js", MediaTypeNames.Text.JavaScript),
        ["/page.css"] = Page.Embedded("page.css", MediaTypeNames.Text.Css),
        ["/healthz"] = new Page(
            Encoding.UTF8.GetBytes($$"""{"status":"ok","version":"{{EngineVersion.Current}}"}"""), MediaTypeNames.Application.Json),
    };

    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        _pages.TryGetValue(context.Request.Path.Value ?? "", out Page? page)
            && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            ? SendAsync(context, page)
            : next(context);

    private static Task SendAsync(HttpContext context, Page page)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentType = page.Type + "; charset=utf-8";
        headers.ContentLength = page.Content.Length;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // The server leaves the body out of an answer to HEAD.
        return context.Response.Body.WriteAsync(page.Content, context.RequestAborted).AsTask();
    }

    private sealed record Page(byte[] Content, string Type)
    {
        public static Page Embedded(string name, string type)
        {
            using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Page." + name)
                ?? throw new InvalidOperationException($"The program lacks its page {name}.");
            using var content = new MemoryStream();
            resource.CopyTo(content);
            return new Page(content.ToArray(), type);
        }
    }
}
