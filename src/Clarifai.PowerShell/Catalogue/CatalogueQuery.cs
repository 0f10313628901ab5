using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>What a cmdlet reads of the service's list of models: page by page, through transient faults.</summary>
internal sealed class CatalogueQuery(ConnectedCommand command)
{
    private static readonly RetryPolicy Retry = new();

    /// <summary>Emits the items of all pages, each page as it arrives.</summary>
    /// <param name="target">What is asked about, for errors.</param>
    /// <param name="read">Reads the page of a number from 1.</param>
    /// <param name="idOf">What tells an item from the others.</param>
    /// <param name="write">Emits an item.</param>
    public void WritePages<T>(
        object? target, Func<int, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, string> idOf, Action<T> write)
    {
        // The list ends with an empty page. One that brings nothing new is from a service that knows no pages: it would never end.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int page = 1; Ask(target, cancellation => read(page, cancellation)) is { Count: > 0 } items; page++)
        {
            List<T> fresh = [.. items.Where(item => seen.Add(idOf(item)))];
            if (fresh.Count == 0)
            {
                return;
            }

            fresh.ForEach(write);
        }
    }

    /// <summary>Asks the service. Where it has no answer for this target, that is reported, and others may have one.</summary>
    /// <returns>Null where an error was reported.</returns>
    public T? Ask<T>(object? target, Func<CancellationToken, Task<T>> request)
        where T : class => Attempt(target, () =>
        {
            var loop = new RetryLoop(Retry, Clock.System);
            return command.Wait(cancellation => loop.RunAsync(() => request(cancellation), (_, _) => { }, cancellation));
        });

    /// <summary>Tells which model is meant; a name that is none is reported.</summary>
    public ModelReference? Refer(ModelArgument model, string? version = null) =>
        Attempt(model.ToString(), () => model.ToReference().WithVersion(version));

    /// <summary>Reports a failure. Of another model the answer can be another one; a key that is refused is refused always.</summary>
    public void WriteFailure(ClarifaiException failure, object? target) => command.WriteFailure(
        failure,
        target,
        failure.EndsRun && failure.ErrorId is not (ErrorId.ModelNotFound or ErrorId.NotAuthorized or ErrorId.InvalidModelArgument));

    private T? Attempt<T>(object? target, Func<T> work)
        where T : class => ClarifaiCommand.Attempt(work, failure => WriteFailure(failure, target));
}
