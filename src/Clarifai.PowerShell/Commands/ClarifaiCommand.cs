using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The base of all cmdlets: cancellation, and errors as records with stable ids.</summary>
public abstract class ClarifaiCommand : PSCmdlet, IDisposable
{
    // Created with the cmdlet: one created on demand could miss Ctrl+C. Not disposed: requests that are just ending still use it.
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Stack<IDisposable> _owned = new();

    internal CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Cancels all work and frees what it used. The only method that PowerShell calls no matter how the pipeline ends.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Cancels all work and frees what it used.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        _cancellation.Cancel();
        while (_owned.Count > 0)
        {
            _owned.Pop().Dispose();
        }
    }

    /// <summary>Has something disposed of with the cmdlet, after all work was canceled; what was owned last goes first.</summary>
    internal T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Push(owned);
        return owned;
    }

    /// <summary>Ends the pipeline because of arguments that contradict each other.</summary>
    private protected void RefuseArguments(string errorId, string message) =>
        ThrowTerminatingError(new ErrorRecord(new ArgumentException(message), errorId, ErrorCategory.InvalidArgument, null));

    /// <summary>Asks whether to do something. Names may contain control characters: they are shown escaped, as in errors.</summary>
    internal new bool ShouldProcess(string target) => base.ShouldProcess(Redaction.Visible(target));

    /// <inheritdoc cref="ShouldProcess(string)"/>
    internal new bool ShouldProcess(string target, string action) =>
        base.ShouldProcess(Redaction.Visible(target), Redaction.Visible(action));

    /// <summary>Runs a long operation; Ctrl+C ends it at once.</summary>
    internal T Wait<T>(Func<CancellationToken, Task<T>> work) =>
        Stoppable(() => Task.Run(() => work(Cancellation)).GetAwaiter().GetResult());

    /// <summary>Sends a request, and again after transient faults.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    internal T Ask<T>(RetryPolicy retry, Func<CancellationToken, Task<T>> request) =>
        Wait(cancellation => retry.RunAsync(() => request(cancellation), Clock.System, cancellation));

    /// <summary>Runs an operation that ends with Ctrl+C.</summary>
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

    /// <summary>Runs an operation; its failure ends the pipeline.</summary>
    internal T OrTerminate<T>(Func<T> work)
        where T : class? => Attempt(work, error => ThrowTerminatingError(ErrorFactory.Create(error, target: null)))!;

    /// <summary>Runs an operation whose failure does not end the cmdlet.</summary>
    /// <param name="work">The operation.</param>
    /// <param name="fail">Called with the failure, outside of all handlers: what it writes may end the pipeline.</param>
    /// <returns>Null if it failed.</returns>
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

    /// <summary>Reports a failure; ends the pipeline if no later input can succeed.</summary>
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
