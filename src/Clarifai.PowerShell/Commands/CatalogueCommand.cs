namespace Clarifai.PowerShell.Commands;

/// <summary>A cmdlet that reads the service's lists page by page, with retries after transient faults.</summary>
public abstract class CatalogueCommand : ConnectedCommand
{
    private static readonly RetryPolicy Retry = new();

    /// <summary>Reads the items of all pages, each page as it arrives.</summary>
    /// <param name="target">The target, for errors.</param>
    /// <param name="read">Reads a page by its number, from 1.</param>
    /// <param name="idOf">The identity of an item.</param>
    /// <param name="take">Called with each item.</param>
    /// <returns>False if an error was reported before the last page.</returns>
    private protected bool ReadPages<T>(
        object? target, Func<int, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, string> idOf, Action<T> take)
    {
        // The list ends with an empty page. A page with nothing new comes from a service without paging: the list would never end.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int page = 1; AskFor(target, cancellation => read(page, cancellation)) is { } items; page++)
        {
            List<T> fresh = [.. items.Where(item => seen.Add(idOf(item)))];
            if (fresh.Count == 0)
            {
                return true;
            }

            fresh.ForEach(take);
        }

        return false;
    }

    /// <summary>Sends a request. If it fails for this target, the error is reported, and other targets may still succeed.</summary>
    /// <returns>Null if an error was reported.</returns>
    private protected T? AskFor<T>(object? target, Func<CancellationToken, Task<T>> request)
        where T : class => Attempt(() => Ask(Retry, request), failure => WriteFailure(failure, target));

    /// <summary>Resolves the model; an invalid name is reported.</summary>
    private protected ModelReference? Refer(ModelArgument model, string? version = null) =>
        Attempt(() => model.ToReference().WithVersion(version), failure => WriteFailure(failure, model.ToString()));

    /// <summary>Reports a failure. Another model may still succeed; a rejected key is always rejected.</summary>
    private protected void WriteFailure(ClarifaiException failure, object? target) => WriteFailure(
        failure,
        target,
        failure.EndsRun && failure.ErrorId is not (ErrorId.ModelNotFound or ErrorId.NotAuthorized or ErrorId.InvalidModelArgument));
}
