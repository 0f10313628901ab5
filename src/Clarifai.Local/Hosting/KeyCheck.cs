using System.Net;
using System.Security.Cryptography;
using System.Text;
using Clarifai.Local.Protocol;
using Microsoft.Extensions.Primitives;

namespace Clarifai.Local.Hosting;

/// <summary>Accepts only requests that contain the key of this run.</summary>
internal sealed class KeyCheck(string key)
{
    private const string Scheme = "Key ";

    private readonly byte[] _hash = Hash(key);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        StringValues header = context.Request.Headers.Authorization;
        if (header is not [{ } credentials] || !credentials.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse(context, StatusCodes.KeyNotFound, "The request does not contain an \"Authorization: Key ...\" header.");
        }

        // Hashes have a fixed length, so that comparing them takes constant time.
        return CryptographicOperations.FixedTimeEquals(Hash(credentials[Scheme.Length..].Trim()), _hash)
            ? next(context)
            : throw Refuse(context, StatusCodes.KeyInvalid, "The key does not match the key of this engine.");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static RequestRejectedException Refuse(HttpContext context, int code, string details)
    {
        context.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
        return new RequestRejectedException(HttpStatusCode.Unauthorized, code, details);
    }
}
