using System.Net;
using Clarifai.Local.Hosting;
using Microsoft.Extensions.Logging;

namespace Clarifai.Local.Tests;

public sealed class EngineOptionsTests
{
    [Fact]
    public void Without_arguments_the_engine_is_on_loopback_at_a_port_of_the_systems_choice()
    {
        var options = EngineOptions.Parse([]);

        Assert.Equal(
            (0, IPAddress.Loopback, false, true), (options.Port, options.Listen, options.IsServedToOthers, options.WarmsUp));
    }

    [Fact]
    public void Options_are_read()
    {
        var options = EngineOptions.Parse(
        [
            "--port", "8123", "--listen", "0.0.0.0", "--behind-tls-proxy", "--allow-host", "a.example", "--allow-host", "b.example:8443",
            "--key-file", "/run/key", "--max-requests", "5", "--max-video-mb", "20", "--max-video-url-mb", "30", "--max-video-minutes", "3",
            "--finish-seconds", "7", "--log-level", "debug", "--log-json", "--no-warm-up",
        ]);

        Assert.Equal(
            (8123, IPAddress.Any, true, "/run/key", 5),
            (options.Port, options.Listen, options.BehindTlsProxy, options.KeyFile, options.MaximumRequests));
        Assert.Equal(["a.example", "b.example:8443"], options.AllowedHosts);
        Assert.Equal(
            (20 * 1024 * 1024, 30 * 1024 * 1024, TimeSpan.FromMinutes(3)),
            (options.Limits.MaximumVideoBytes, options.Limits.MaximumVideoUrlBytes, options.Limits.MaximumVideoDuration));
        Assert.Equal((TimeSpan.FromSeconds(7), LogLevel.Debug, true), (options.FinishTime, options.LogLevel, options.LogJson));
        Assert.False(options.WarmsUp);
        var secure = EngineOptions.Parse(["--listen", "::", "--certificate", "c.pem", "--certificate-key", "k.pem"]);
        Assert.Equal(("c.pem", "k.pem"), (secure.Certificate, secure.CertificateKey));
        Assert.Equal("CLARIFAI_ENGINE_KEY", EngineOptions.Parse(["--key-variable", "CLARIFAI_ENGINE_KEY"]).KeyVariable);
        Assert.True(EngineOptions.Parse(["--help"]).ShowHelp);
        Assert.True(EngineOptions.Parse(["-h"]).ShowHelp);
        Assert.True(EngineOptions.Parse(["--version"]).ShowVersion);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "65536")]
    [InlineData("--prot", "1")]
    [InlineData("8080")]
    [InlineData("--listen", "example.com")]
    [InlineData("--certificate-key", "k.pem")]
    [InlineData("--key-file", "a", "--key-variable", "b")]
    [InlineData("--log-level", "loud")]
    [InlineData("--max-requests", "0")]
    [InlineData("--max-video-mb", "92")]
    public void What_is_wrong_is_said(params string[] arguments) => Assert.Throws<FormatException>(() => EngineOptions.Parse(arguments));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.5")]
    public void Off_loopback_keys_and_pictures_must_not_go_in_the_open(string address)
    {
        FormatException error = Assert.Throws<FormatException>(() => EngineOptions.Parse(["--listen", address]));
        Assert.Contains("--certificate", error.Message, StringComparison.Ordinal);
        Assert.Contains("--behind-tls-proxy", error.Message, StringComparison.Ordinal);

        Assert.True(EngineOptions.Parse(["--listen", address, "--behind-tls-proxy"]).IsServedToOthers);
        Assert.True(EngineOptions.Parse(["--listen", address, "--certificate", "c.pem"]).IsServedToOthers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(false, "--listen", "127.0.0.2")]
    [InlineData(false, "--listen", "::1")]
    [InlineData(true, "--behind-tls-proxy")]
    [InlineData(true, "--allow-host", "engine.example")]
    [InlineData(false, "--allow-host", "engine.example", "--allow-private-urls")]
    public void Private_addresses_are_refused_where_others_can_call(bool refused, params string[] arguments) =>
        Assert.Equal(refused, EngineSettings.From(EngineOptions.Parse(arguments), EngineClient.Key, obeysInterrupt: true).PublicUrlsOnly);

    [Fact]
    public void The_help_names_every_option_and_fits_a_terminal()
    {
        string[] lines = EngineOptions.Usage.Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 140));
        string[] options = ["--port N", "--listen ADDRESS", "--certificate FILE", "--allow-host NAME", "--log-json", "--help"];
        foreach (string option in options)
        {
            Assert.Contains(lines, line => line.StartsWith($"  {option} ", StringComparison.Ordinal));
        }
    }
}
