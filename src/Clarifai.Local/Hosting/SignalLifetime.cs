using System.Runtime.InteropServices;

namespace Clarifai.Local.Hosting;

/// <summary>
/// Takes the place of the host's console lifetime. A request to terminate is obeyed. A Ctrl+C is too, unless it is meant for a starting
/// process, whose own end then ends this one.
/// </summary>
internal sealed class SignalLifetime(IHostApplicationLifetime application, EngineSettings settings, ILogger<SignalLifetime> log) : IHostLifetime, IDisposable
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
        log.LogInformation("An interrupt is passed over: the end of standard input ends the engine.");
    }
}
