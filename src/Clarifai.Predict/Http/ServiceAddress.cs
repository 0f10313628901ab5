using System.Net;

namespace Clarifai;

/// <summary>Parses the address of a service as people write it.</summary>
internal static class ServiceAddress
{
    /// <summary>The public service.</summary>
    public static Uri Default { get; } = new("https://api.clarifai.com/");

    /// <summary>Parses an address: the default scheme is https; a trailing slash or /v2 makes no difference.</summary>
    /// <param name="text">E.g. api.clarifai.com or https://gateway.example/clarifai/v2/.</param>
    /// <returns>The address that request paths are appended to; it ends with a slash.</returns>
    /// <exception cref="ClarifaiException">The text is not the address of a service (NotConnected).</exception>
    public static Uri Parse(string text)
    {
        string full = text.Trim();
        if (full.IndexOf("://", StringComparison.Ordinal) < 0)
        {
            full = "https://" + full;
        }

        if (!Uri.TryCreate(full, UriKind.Absolute, out Uri? address)
            || (address.Scheme != "http" && address.Scheme != "https")
            || address.Host.Length == 0
            || address.UserInfo.Length > 0
            || address.Query.Length > 0
            || address.Fragment.Length > 0)
        {
            // Not shown: an address with user info or a query may contain a secret.
            throw new ClarifaiException(
                ErrorId.NotConnected,
                "The base URL must be an http or https URL such as https://api.clarifai.com, without a user name, query, or fragment.");
        }

        string path = address.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/v2", StringComparison.Ordinal))
        {
            path = path.Substring(0, path.Length - 3);
        }

        return new Uri(address.GetLeftPart(UriPartial.Authority) + path.TrimEnd('/') + "/");
    }

    /// <summary>True if requests do not leave this machine.</summary>
    /// <param name="address">The service's address.</param>
    /// <returns>True for localhost and the loopback addresses.</returns>
    public static bool IsLoopback(Uri address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
