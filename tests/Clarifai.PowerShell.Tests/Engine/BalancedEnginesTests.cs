using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
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
    private const string EngineKey = "canary-0123456789abcdef-0123456789abcdef";

    private readonly SampleFolder _folder = new();
    private readonly ModuleSession _session = new();
    private readonly List<Process> _engines = [];
    private Process? _balancer;

    public void Dispose()
    {
        _session.Dispose();
        foreach (Process process in _engines.Append(_balancer).OfType<Process>())
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_outlives_the_death_of_one_of_two_engines()
    {
        string nginx = FindNginx();
        byte[] cat = await File.ReadAllBytesAsync(PathOf("samples", "cat.jpg"), TestContext.Current.CancellationToken);
        foreach (int number in Enumerable.Range(0, Pictures))
        {
            _folder.Write(string.Create(CultureInfo.InvariantCulture, $"photos/cat-{number:00}.jpg"), cat);
        }

        int[] ports = [await StartEngineAsync(), await StartEngineAsync()];
        _session.Set("service", await StartBalancerAsync(nginx, ports));
        _session.Set("key", ModuleSession.Secret(EngineKey));
        _session.Set("engine", _engines[0]);
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

        Assert.True(_engines[0].HasExited);
        Assert.Equal(
            Enumerable.Range(0, Pictures).Select(number => string.Create(CultureInfo.InvariantCulture, $"cat-{number:00}.jpg")),
            result.Sources.Select(source => Path.GetFileName((string)source!)));
        Assert.All(result.Names, name => Assert.Equal("cat", name));
    }

    [Fact]
    public async Task Engines_that_were_busy_are_asked_again_at_once()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string nginx = FindNginx();
        using var slow = new TcpListener(IPAddress.Loopback, 0);
        slow.Start();
        string[] options = ["--max-requests", "1", "--allow-private-urls"];
        int[] ports = [await StartEngineAsync(options), await StartEngineAsync(options)];
        string service = await StartBalancerAsync(nginx, ports);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", EngineKey);

        // Each engine is given the one request that it works on: a picture from a host that does not answer.
        string unanswered = $"{{\"url\":\"http://{slow.LocalEndpoint}/\"}}";
        Task<HttpStatusCode>[] held = [.. ports.Select(port => AskAsync($"http://127.0.0.1:{port}", unanswered))];
        TcpClient[] hosts = [await slow.AcceptTcpClientAsync(cancellation), await slow.AcceptTcpClientAsync(cancellation)];
        byte[] photo = await File.ReadAllBytesAsync(PathOf("samples", "cat.jpg"), cancellation);
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

    private static string FindNginx()
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin"];
        string? nginx = folders.Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);
        Assert.SkipUnless(nginx is not null || Environment.GetEnvironmentVariable("CI") == "true", "nginx is not installed.");
        return nginx ?? throw new FileNotFoundException("This test needs nginx, which is not installed.");
    }

    private static string PathOf(string folder, string name) => Repository.PathOf(folder, name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<int> StartEngineAsync(params string[] options)
    {
        var start = new ProcessStartInfo(ModuleRunspace.Engine, ["--allow-host", "engines", .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process engine = Process.Start(start)!;
        _engines.Add(engine);
        await engine.StandardInput.WriteLineAsync(EngineKey);
        await engine.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        string? line = await engine.StandardOutput.ReadLineAsync().MustEnd();
        using var ready = JsonDocument.Parse(line!);
        return new Uri(ready.RootElement.GetProperty("address").GetString()!).Port;
    }

    private async Task<string> StartBalancerAsync(string nginx, int[] ports)
    {
        int port = FreePort();
        string configuration = _folder.Write("nginx.conf", System.Text.Encoding.ASCII.GetBytes($$"""
            pid {{_folder.PathOf("nginx.pid")}};
            error_log {{_folder.PathOf("error.log")}};
            master_process off;
            events {}
            http {
                access_log off;
                client_body_temp_path {{_folder.PathOf("body")}};
                proxy_temp_path {{_folder.PathOf("proxy")}};
                fastcgi_temp_path {{_folder.PathOf("fastcgi")}};
                uwsgi_temp_path {{_folder.PathOf("uwsgi")}};
                scgi_temp_path {{_folder.PathOf("scgi")}};
                {{await UpstreamAsync(ports)}}
                server {
                    listen 127.0.0.1:{{port}};
                    {{await DocumentedLocationAsync()}}
                }
            }
            """));

        // It goes into the background once it listens.
        using var start = Process.Start(nginx, ["-c", configuration, "-e", _folder.PathOf("error.log"), "-p", _folder.FullPath]);
        await start.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, start.ExitCode);
        string id = await File.ReadAllTextAsync(_folder.PathOf("nginx.pid"), TestContext.Current.CancellationToken);
        _balancer = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    // What the documentation tells people to write is what is tested.
    private static async Task<string> DocumentedAsync(string start, string end)
    {
        string page = await File.ReadAllTextAsync(PathOf("docs", "local-engine.md"), TestContext.Current.CancellationToken);
        int from = page.IndexOf(start, StringComparison.Ordinal);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static async Task<string> DocumentedLocationAsync()
    {
        string block = await DocumentedAsync("client_max_body_size", "```");
        return block[..block.LastIndexOf('}')];
    }

    private static async Task<string> UpstreamAsync(int[] ports)
    {
        string block = await DocumentedAsync("upstream engines {", "server {");
        return block
            .Replace("10.0.0.11:8080", $"127.0.0.1:{ports[0]}", StringComparison.Ordinal)
            .Replace("10.0.0.12:8080", $"127.0.0.1:{ports[1]}", StringComparison.Ordinal);
    }
}
