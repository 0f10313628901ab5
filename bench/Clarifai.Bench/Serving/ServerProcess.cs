using System.Diagnostics;
using System.Globalization;
using Clarifai.Bench.Hosting;

namespace Clarifai.Bench.Serving;

/// <summary>An <see cref="AnswerServer"/>in a separate process, so that its work is not counted as the client's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = Patience };

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static ServerProcess Start(ServerOptions options)
    {
        Process process = ChildProcess.StartSelf([AnswerServer.Verb, .. options.ToArguments()]);
        return new ServerProcess(process, new Uri(process.StandardOutput.ReadLine()!));
    }

    /// <summary>Completes once this many requests are in flight; with 0, once none is.</summary>
    public Task WaitForLiveAsync(int requests) =>
        _http.GetStringAsync(new Uri(Address, string.Create(CultureInfo.InvariantCulture, $"live/{requests}")));

    public void Dispose()
    {
        _http.Dispose();
        ChildProcess.End(_process);
    }
}
