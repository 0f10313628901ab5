using System.Security.Cryptography.X509Certificates;

namespace Clarifai.Local.Hosting;

/// <summary>Reads a certificate in the usual format of web servers.</summary>
internal static class ServerCertificate
{
    /// <summary>Reads the certificate with its key, and those of its issuers that follow in the file.</summary>
    /// <param name="certificate">A PEM file.</param>
    /// <param name="key">The PEM file of the private key; null if the certificate's file contains it.</param>
    public static X509Certificate2[] Read(string certificate, string? key)
    {
        using var withPemKey = X509Certificate2.CreateFromPemFile(certificate, key);

        // Windows does not find the private key of a certificate loaded from PEM until it has been exported and imported.
        X509Certificate2 own = X509CertificateLoader.LoadPkcs12(withPemKey.Export(X509ContentType.Pkcs12), null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        return [own, .. chain.Skip(1)];
    }
}
