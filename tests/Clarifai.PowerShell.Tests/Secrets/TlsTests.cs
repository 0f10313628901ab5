using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Secrets;

/// <summary>A server that cannot prove who it is gets no request, and no key.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("127.0.0.1", -1, 1)]
    [InlineData("somewhere.example", -1, 1)]
    [InlineData("127.0.0.1", -2, -1)]
    public async Task A_certificate_that_proves_nothing_is_refused(string name, int fromDays, int toDays)
    {
        using X509Certificate2 certificate = SelfSigned(name, fromDays, toDays);
        await using StubService service = await StubService.StartAsync(certificate);
        _session.Connect(service.Address);

        ScriptResult predicted = _session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg");
        ScriptResult tested = _session.Run("Test-ClarifaiConnection");

        Assert.StartsWith("https://", service.Address.ToString(), StringComparison.Ordinal);
        Assert.Equal("ConnectionFailed", Assert.Single(predicted.Errors).Id());
        Assert.Empty(predicted.Output);
        Assert.Equal(false, Assert.Single(tested.Output).BaseObject);
        Assert.Single(tested.Warnings);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void Nothing_turns_the_check_off()
    {
        IEnumerable<object?> names = _session.Run("(Get-Command Connect-Clarifai).Parameters.Values").All("Name");

        Assert.DoesNotContain(names, name => ((string)name!).Contains("Certificate", StringComparison.OrdinalIgnoreCase));
    }

    private static X509Certificate2 SelfSigned(string name, int fromDays, int toDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(fromDays), now.AddDays(toDays));

        // With its key in a form that every system's TLS takes.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
