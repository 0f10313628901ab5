using System.Management.Automation.Runspaces;

namespace Clarifai.Shell;

/// <summary>Lets the first Ctrl+C stop a pipeline and a second one end the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly Lock _gate = new();
    private Pipeline? _pipeline;

    public Interruption(Pipeline pipeline)
    {
        _pipeline = pipeline;
        Console.CancelKeyPress += OnCancelKeyPress;
    }

    public bool Requested { get; private set; }

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKeyPress;
        lock (_gate)
        {
            _pipeline = null;
        }
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs e)
    {
        lock (_gate)
        {
            if (Requested || _pipeline is null || e.SpecialKey != ConsoleSpecialKey.ControlC)
            {
                return;
            }

            Requested = true;
            e.Cancel = true;
            _pipeline.StopAsync();
        }
    }
}
