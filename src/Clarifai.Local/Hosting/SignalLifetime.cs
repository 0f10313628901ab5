using System.Runtime.InteropServices;

namespace Clarifai.Local.Hosting;

/// <summary>
/// Takes the place of the host's console lifetime, which would end the engine at a Ctrl+C: that is meant for the starting process, whose
/// own end then ends this one. A request to terminate is obeyed.
/// </summary>
internal sealed class SignalLifetime(IHostApplicationLifetime application, ILogger<SignalLifetime> log) : IHostLifetime, IDisposable
{
    private PosixSignalRegistration? _interrupt;
    private PosixSignalRegistration? _terminate;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            log.LogInformation("An interrupt is passed over: the end of standard input ends the engine.");
        });
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            application.StopApplication();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _interrupt?.Dispose();
        _terminate?.Dispose();
    }
}
