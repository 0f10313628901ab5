using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>What all cmdlets of the module share: cancelling, and errors as records with stable ids.</summary>
public abstract class ClarifaiCommand : PSCmdlet, IDisposable
{
    // Made with the cmdlet: one made on demand could miss a Ctrl+C. Not disposed: requests that are just ending still use it.
    private readonly CancellationTokenSource _cancellation = new();

    private protected CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Ends what is under way. The only method that PowerShell calls however the pipeline ends.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Ends what is under way.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing) => _cancellation.Cancel();

    /// <summary>Does work that may take its time; Ctrl+C ends it at once.</summary>
    private protected T Wait<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Task.Run(() => work(Cancellation)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does what must succeed for the cmdlet to go on.</summary>
    private protected T Demand<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ClarifaiException e)
        {
            ThrowTerminatingError(ErrorFactory.Create(e, target: null));
            throw;
        }
    }
}
