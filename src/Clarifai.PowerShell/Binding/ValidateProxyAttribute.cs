using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Accepts only the URLs of proxies that HttpClient can use.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateProxyAttribute : ValidateArgumentsAttribute
{
#if NET
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];
#else
    private static readonly string[] Schemes = ["http"];
#endif

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        // The URL is not shown, as it may contain a password.
        if (arguments is Uri { IsAbsoluteUri: true, UserInfo.Length: > 0 })
        {
            throw new ValidationMetadataException("Put the login into -ProxyCredential, not into the proxy's URL.");
        }

        if (arguments is Uri proxy && !(proxy.IsAbsoluteUri && proxy.Host.Length > 0 && Schemes.Contains(proxy.Scheme)))
        {
            throw new ValidationMetadataException(
                $"Specify the proxy's URL, such as http://proxy.example.com:8080. Supported schemes: {string.Join(", ", Schemes)}.");
        }
    }
}
