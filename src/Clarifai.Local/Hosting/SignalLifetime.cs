using System.Runtime.InteropServices;

namespace Clarifai.Local.Hosting;

/// <summary>
/// Replaces the host's console lifetime. SIGTERM stops the engine. So does Ctrl+C, unless it is meant for the parent process, whose end
/// then stops the engine.
/// </summary>
internal sealed class SignalLifetime(IHostApplicationLifetime application, EngineSettings settings, ILogger<SignalLifetime> log)
    : IHostLifetime, IDisposable
{
    private PosixSignalRegistration? _interrupt;
    private PosixSignalRegistration? _terminate;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, settings.ObeysInterrupt ? Stop : PassOver);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _interrupt?.Dispose();
        _terminate?.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        application.StopApplication();
    }

    private void PassOver(PosixSignalContext context)
    {
        context.Cancel = true;
        log.LogInformation("An interrupt is ignored: the end of standard input stops the engine.");
    }
}
