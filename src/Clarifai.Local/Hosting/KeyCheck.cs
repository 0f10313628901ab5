using System.Net;
using System.Security.Cryptography;
using System.Text;
using Clarifai.Local.Protocol;
using Microsoft.Extensions.Primitives;

namespace Clarifai.Local.Hosting;

/// <summary>Lets in the requests that carry the run's key.</summary>
internal sealed class KeyCheck(string key)
{
    private const string Scheme = "Key ";

    private readonly byte[] _hash = Hash(key);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        StringValues header = context.Request.Headers.Authorization;
        if (header is not [{ } credentials] || !credentials.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse(context, StatusCodes.KeyNotFound, "The request carries no \"Authorization: Key ...\" header.");
        }

        // Hashes have one length, so that comparing them takes one time whatever was sent.
        return CryptographicOperations.FixedTimeEquals(Hash(credentials[Scheme.Length..].Trim()), _hash)
            ? next(context)
            : throw Refuse(context, StatusCodes.KeyInvalid, "The key is not the one that this engine was started with.");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static RequestRejectedException Refuse(HttpContext context, int code, string details)
    {
        context.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
        return new RequestRejectedException(HttpStatusCode.Unauthorized, code, details);
    }
}
