using System.Security.Cryptography.X509Certificates;

namespace Clarifai.Local.Hosting;

/// <summary>Reads a certificate as web servers are given it.</summary>
internal static class ServerCertificate
{
    /// <summary>Reads the certificate with its key, and the ones below it in the file, which signed it.</summary>
    /// <param name="certificate">A PEM file.</param>
    /// <param name="key">The PEM file of the private key; null where the certificate's file has it too.</param>
    public static X509Certificate2[] Read(string certificate, string? key)
    {
        using var withPemKey = X509Certificate2.CreateFromPemFile(certificate, key);

        // Windows does not find the key of a certificate that was read from PEM until it has been through this form.
        X509Certificate2 own = X509CertificateLoader.LoadPkcs12(withPemKey.Export(X509ContentType.Pkcs12), null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        return [own, .. chain.Skip(1)];
    }
}
