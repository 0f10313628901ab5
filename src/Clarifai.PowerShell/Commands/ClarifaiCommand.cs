using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>What all cmdlets of the module share: cancelling, and errors as records with stable ids.</summary>
public abstract class ClarifaiCommand : PSCmdlet, IDisposable
{
    // Made with the cmdlet: one made on demand could miss a Ctrl+C. Not disposed: requests that are just ending still use it.
    private readonly CancellationTokenSource _cancellation = new();

    internal CancellationToken Cancellation => _cancellation.Token;

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
    internal T Wait<T>(Func<CancellationToken, Task<T>> work) =>
        Stoppable(() => Task.Run(() => work(Cancellation)).GetAwaiter().GetResult());

    /// <summary>Does work that ends with Ctrl+C.</summary>
    internal T Stoppable<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does what must succeed for the cmdlet to go on.</summary>
    internal T Demand<T>(Func<T> work)
        where T : class? => Attempt(work, error => ThrowTerminatingError(ErrorFactory.Create(error, target: null)))!;

    /// <summary>Does what may fail while the cmdlet goes on.</summary>
    /// <param name="work">The work.</param>
    /// <param name="fail">Told why it failed, outside of all handlers: what it writes may end the pipeline.</param>
    /// <returns>Null where it failed.</returns>
    internal static T? Attempt<T>(Func<T> work, Action<ClarifaiException> fail)
        where T : class?
    {
        ClarifaiException failure;
        try
        {
            return work();
        }
        catch (ClarifaiException e)
        {
            failure = e;
        }

        fail(failure);
        return null;
    }

    /// <summary>Reports a failure; ends the pipeline where nothing that comes later could succeed.</summary>
    internal void WriteFailure(ClarifaiException failure, object? target, bool endsRun)
    {
        ErrorRecord record = ErrorFactory.Create(failure, target);
        if (endsRun)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }
}
