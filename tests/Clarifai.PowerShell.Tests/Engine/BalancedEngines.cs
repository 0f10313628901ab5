using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>Local engines behind nginx, as docs/local-engine.md says.</summary>
/// <param name="folder">Where nginx keeps its files.</param>
internal sealed class BalancedEngines(SampleFolder folder) : IDisposable
{
    /// <summary>The key of all engines.</summary>
    public const string Key = "canary-0123456789abcdef-0123456789abcdef";

    private readonly string _nginx = FindNginx();
    private readonly List<Process> _engines = [];
    private Process? _balancer;

    public IReadOnlyList<Process> All => _engines;

    /// <summary>The method and the status of each request that the balancer has answered.</summary>
    public IReadOnlyList<string> Requests => File.ReadAllLines(folder.PathOf("access.log"));

    /// <summary>Starts an engine.</summary>
    /// <returns>Its port.</returns>
    public async Task<int> StartAsync(params string[] options)
    {
        var start = new ProcessStartInfo(ModuleRunspace.Engine, ["--allow-host", "engines", .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process engine = Process.Start(start)!;
        _engines.Add(engine);
        await engine.StandardInput.WriteLineAsync(Key);
        await engine.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        string? line = await engine.StandardOutput.ReadLineAsync().MustEnd();
        using var ready = JsonDocument.Parse(line!);
        return new Uri(ready.RootElement.GetProperty("address").GetString()!).Port;
    }

    /// <summary>Starts the balancer in front of two engines.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> BalanceAsync(int[] ports)
    {
        int port = FreePort();
        string configuration = folder.Write("nginx.conf", Encoding.ASCII.GetBytes($$"""
            pid {{folder.PathOf("nginx.pid")}};
            error_log {{folder.PathOf("error.log")}};
            master_process off;
            events {}
            http {
                log_format asked "$request_method $status";
                access_log {{folder.PathOf("access.log")}} asked;
                client_body_temp_path {{folder.PathOf("body")}};
                proxy_temp_path {{folder.PathOf("proxy")}};
                fastcgi_temp_path {{folder.PathOf("fastcgi")}};
                uwsgi_temp_path {{folder.PathOf("uwsgi")}};
                scgi_temp_path {{folder.PathOf("scgi")}};
                {{await UpstreamAsync(ports)}}
                server {
                    listen 127.0.0.1:{{port}};
                    {{await DocumentedLocationAsync()}}
                }
            }
            """));

        // It goes into the background once it listens.
        using var start = Process.Start(_nginx, ["-c", configuration, "-e", folder.PathOf("error.log"), "-p", folder.FullPath]);
        await start.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, start.ExitCode);
        string id = await File.ReadAllTextAsync(folder.PathOf("nginx.pid"), TestContext.Current.CancellationToken);
        _balancer = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    public void Dispose()
    {
        foreach (Process process in _engines.Append(_balancer).OfType<Process>())
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }
    }

    private static string FindNginx()
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin"];
        string? nginx = folders.Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);
        Assert.SkipUnless(nginx is not null || Environment.GetEnvironmentVariable("CI") == "true", "nginx is not installed.");
        return nginx ?? throw new FileNotFoundException("This test needs nginx, which is not installed.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // What the documentation tells people to write is what is tested.
    private static async Task<string> DocumentedAsync(string start, string end)
    {
        string page = await File.ReadAllTextAsync(Repository.PathOf("docs", "local-engine.md"), TestContext.Current.CancellationToken);
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
