using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>
/// Two engines behind nginx, as docs/local-engine.md says: whether one is killed in the middle of a run or both are busy, every picture is
/// answered.
/// </summary>
[Collection(nameof(LocalEngines))]
public sealed class BalancedEnginesTests : IDisposable
{
    private const int Pictures = 40;

    private readonly SampleFolder _folder = new();
    private readonly ModuleSession _session = new();
    private readonly BalancedEngines _engines;

    public BalancedEnginesTests() => _engines = new BalancedEngines(_folder);

    public void Dispose()
    {
        _session.Dispose();
        _engines.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_outlives_the_death_of_one_of_two_engines()
    {
        byte[] cat = await File.ReadAllBytesAsync(Repository.PathOf("samples", "cat.jpg"), TestContext.Current.CancellationToken);
        foreach (int number in Enumerable.Range(0, Pictures))
        {
            _folder.Write(string.Create(CultureInfo.InvariantCulture, $"photos/cat-{number:00}.jpg"), cat);
        }

        int[] ports = [await _engines.StartAsync(), await _engines.StartAsync()];
        _session.Set("service", await _engines.BalanceAsync(ports));
        _session.Set("key", ModuleSession.Secret(BalancedEngines.Key));
        _session.Set("engine", _engines.All[0]);
        _session.GoTo(_folder.PathOf("photos"));

        ScriptResult result = _session.Run(
            """
            Connect-Clarifai -ApiKey $key -BaseUri $service
            $answered = 0
            Invoke-ClarifaiPredict *.jpg -Concept cat -BatchSize 2 -ThrottleLimit 4 | ForEach-Object {
                if (++$answered -eq 10) { $engine.Kill() }
                $_
            }
            """);

        Assert.True(_engines.All[0].HasExited);
        Assert.Equal(
            Enumerable.Range(0, Pictures).Select(number => string.Create(CultureInfo.InvariantCulture, $"cat-{number:00}.jpg")),
            result.Sources.Select(source => Path.GetFileName((string)source!)));
        Assert.All(result.Names, name => Assert.Equal("cat", name));
    }

    [Fact]
    public async Task Engines_that_were_busy_are_asked_again_at_once()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var slow = new TcpListener(IPAddress.Loopback, 0);
        slow.Start();
        string[] options = ["--max-requests", "1", "--allow-private-urls"];
        int[] ports = [await _engines.StartAsync(options), await _engines.StartAsync(options)];
        string service = await _engines.BalanceAsync(ports);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", BalancedEngines.Key);

        // Each engine is given the one request that it works on: a picture from a host that does not answer.
        string unanswered = $"{{\"url\":\"http://{slow.LocalEndpoint}/\"}}";
        Task<HttpStatusCode>[] held = [.. ports.Select(port => AskAsync($"http://127.0.0.1:{port}", unanswered))];
        TcpClient[] hosts = [await slow.AcceptTcpClientAsync(cancellation), await slow.AcceptTcpClientAsync(cancellation)];
        byte[] photo = await File.ReadAllBytesAsync(Repository.PathOf("samples", "cat.jpg"), cancellation);
        string cat = $"{{\"base64\":\"{Convert.ToBase64String(photo)}\"}}";
        HttpStatusCode[] busy = await Task.WhenAll(Enumerable.Range(0, Pictures).Select(_ => AskAsync(service, cat)));
        Array.ForEach(hosts, host => host.Dispose());
        _ = await Task.WhenAll(held);

        Assert.Equal([HttpStatusCode.TooManyRequests], busy.Distinct());
        Assert.Equal(HttpStatusCode.OK, await AskAsync(service, cat));

        async Task<HttpStatusCode> AskAsync(string address, string image)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address + "/v2/models/general/outputs")
            {
                Content = new StringContent($"{{\"inputs\":[{{\"data\":{{\"image\":{image}}}}}]}}"),
            };
            request.Headers.Host = "engines";
            using HttpResponseMessage response = await http.SendAsync(request, cancellation);
            return response.StatusCode;
        }
    }
}
