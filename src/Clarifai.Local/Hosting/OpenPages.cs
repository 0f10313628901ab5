using System.Net.Mime;
using System.Reflection;
using System.Text;

namespace Clarifai.Local.Hosting;

/// <summary>
/// The resources that require no key, as they are not confidential: the web page, which reads the key from its address and sends requests
/// like any other client, and the health check.
/// </summary>
internal sealed class OpenPages
{
    /// <summary>The path of the health check.</summary>
    public const string HealthPath = "/healthz";

    // The page loads only its own files, cannot be framed by other sites, and sends its input nowhere else.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly Dictionary<string, Page> _pages = new(StringComparer.Ordinal)
    {
        ["/"] = Page.Embedded("index.html", MediaTypeNames.Text.Html),
        ["/page.js"] = Page.Embedded("page.js", MediaTypeNames.Text.JavaScript),
        ["/page.css"] = Page.Embedded("page.css", MediaTypeNames.Text.Css),
        [HealthPath] = new Page(
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

        // The server omits the body of a response to HEAD.
        return context.Response.Body.WriteAsync(page.Content, context.RequestAborted).AsTask();
    }

    private sealed record Page(byte[] Content, string Type)
    {
        public static Page Embedded(string name, string type)
        {
            using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Page." + name)
                ?? throw new InvalidOperationException($"The program's page {name} is missing.");
            using var content = new MemoryStream();
            resource.CopyTo(content);
            return new Page(content.ToArray(), type);
        }
    }
}
