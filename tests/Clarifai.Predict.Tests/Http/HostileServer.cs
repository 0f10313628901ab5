using System.Net;
using System.Net.Sockets;

namespace Clarifai.Tests;

/// <summary>
/// A service on loopback that does to each request what a script says, down to the bytes on the wire. It keeps every request, and knows
/// how many are alive: begun, and neither answered nor left by the client.
/// </summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Exchange, Task> _script;
    private readonly Lock _gate = new();
    private readonly List<Exchange> _requests = [];
    private readonly List<Exception> _faults = [];
    private readonly List<Task> _connections = [];
    private readonly List<(Func<bool> IsMet, TaskCompletionSource Met)> _waiting = [];
    private readonly Task _accepting;
    private int _alive;

    public HostileServer(Func<Exchange, Task> script)
    {
        _script = script;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<Exchange> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public int MostAlive { get; private set; }

    /// <summary>Does one thing to each request in turn, and answers all further ones that all went well.</summary>
    public static HostileServer Doing(params Func<Exchange, Task>[] steps) =>
        new(exchange => exchange.Index < steps.Length ? steps[exchange.Index](exchange) : exchange.AnswerAsync());

    public ClarifaiClient NewClient(ServiceLimits? limits = null) =>
        new(Asking.Options() with { BaseUri = Address, Limits = limits ?? ServiceLimits.Current });

    /// <summary>Ends when so many requests are alive.</summary>
    public Task WhenAliveAsync(int count) => WhenAsync(() => _alive == count);

    /// <summary>Ends when so many requests have come.</summary>
    public Task WhenRequestedAsync(int count) => WhenAsync(() => _requests.Count >= count);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
        Assert.Empty(_faults);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new Connection(socket, _stop.Token);
        try
        {
            while (await connection.ReadHeadAsync() is { } head)
            {
                Exchange exchange = Begin(connection, head);
                try
                {
                    await _script(exchange);
                    await exchange.ReadRestAsync();
                }
                finally
                {
                    Change(() => _alive--);
                }

                if (!exchange.KeepsConnection)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has left, or the test is over.
        }
        catch (Exception e)
        {
            Change(() => _faults.Add(e));
        }
    }

    private Exchange Begin(Connection connection, string head)
    {
        Exchange? exchange = null;
        Change(() =>
        {
            _alive++;
            MostAlive = Math.Max(MostAlive, _alive);
            exchange = new Exchange(connection, _requests.Count, head);
            _requests.Add(exchange);
        });
        return exchange!;
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            foreach ((_, TaskCompletionSource met) in _waiting.Where(wait => wait.IsMet()))
            {
                met.TrySetResult();
            }

            _waiting.RemoveAll(wait => wait.Met.Task.IsCompleted);
        }
    }

    private Task WhenAsync(Func<bool> isMet)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Change(() => _waiting.Add((isMet, met)));
        return met.Task.WaitAsync(TestContext.Current.CancellationToken);
    }
}
