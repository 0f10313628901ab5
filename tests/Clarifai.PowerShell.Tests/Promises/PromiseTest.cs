using System.Collections;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>A test with a session that is connected to a server of raw sockets, and a folder for files.</summary>
public abstract class PromiseTest : IAsyncLifetime
{
    /// <summary>One input a request, one request at a time, and no pause before another attempt.</summary>
    protected const string OneByOne = "-BatchSize 1 -ThrottleLimit 1 -RetryIntervalSec 0";

    private const string First = "https://first.example/first.jpg";

    private protected ModuleSession Session { get; } = new();

    private protected SampleFolder Folder { get; } = new();

    private protected RawService Service { get; } = new();

    public virtual ValueTask InitializeAsync()
    {
        Session.Connect(Service.Address);
        Session.GoTo(Folder.FullPath);
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Session.Dispose();
        Folder.Dispose();
        await Service.DisposeAsync();
    }

    /// <summary>Asserts that a run went on past one error, and returns that.</summary>
    private protected static ErrorRecord OneError(ScriptResult result)
    {
        Assert.Null(result.Terminating?.ToString());
        return Assert.Single(result.Errors);
    }

    /// <summary>Everything of an error that is shown somewhere, the user's own input apart.</summary>
    private protected static string Shown(ErrorRecord error) => string.Join(
        '\n',
        error.ToString(),
        error.Exception.ToString(),
        error.ErrorDetails?.Message,
        error.ErrorDetails?.RecommendedAction,
        error.CategoryInfo.ToString(),
        error.FullyQualifiedErrorId,
        string.Join('\n', new PSObject(error.Exception).Properties
            .Where(property => property.Name is not ("TargetSite" or "StackTrace" or "Data"))
            .Select(property => $"{property.Name}={property.Value}")));

    /// <summary>What an error says, and what it says can be done.</summary>
    private protected static string Said(ErrorRecord error) => error.Exception.Message + "\n" + error.ErrorDetails?.RecommendedAction;

    /// <summary>
    /// Asks about these inputs in one request. The first input of a run goes alone, as nothing is under way then: it is one more, held by
    /// the server until the next request has come. Its answer is not in the result.
    /// </summary>
    private protected ScriptResult TryBatch(Func<RawRequest, RawReply> answer, string options, params string[] inputs)
    {
        using var others = new ManualResetEventSlim();
        Service.Answer = request =>
        {
            if (request.Captions is [First])
            {
                others.Wait(TestContext.Current.CancellationToken);
                return RawReply.Echo(request);
            }

            others.Set();
            return answer(request);
        };
        ScriptResult result = Session.Try(
            $"$input | Invoke-ClarifaiPredict -RetryIntervalSec 0 -ThrottleLimit 2 -BatchSize {inputs.Length} {options}",
            [First, .. inputs]);
        Assert.Equal(inputs, Batches[0]);
        return result with { Output = [.. result.Output.Where(row => !IsOfFirst(row))] };
    }

    /// <summary>The inputs of each request but that of the first input.</summary>
    private protected IReadOnlyList<IReadOnlyList<string>> Batches =>
        [.. Service.Requests.Select(request => request.Captions).Where(captions => captions is not [First])];

    /// <summary>The first answers to requests, in order; then the one that is expected.</summary>
    private protected void AnswerFirst(params RawReply[] replies) => Service.Answer = InOrder(replies);

    /// <summary>These answers, in order; then the one that is expected.</summary>
    private protected static Func<RawRequest, RawReply> InOrder(params RawReply[] replies)
    {
        int count = -1;
        return request => Interlocked.Increment(ref count) is int i && i < replies.Length ? replies[i] : RawReply.Echo(request);
    }

    /// <summary>The status of each progress record of a script that may end with errors, and its result.</summary>
    private protected (IReadOnlyList<string> Statuses, ScriptResult Result) TryWithProgress(string script, params object?[] input)
    {
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline(script);
        IReadOnlyList<PSObject> output = [.. pipeline.Invoke((IEnumerable)input)];
        return (
            [.. pipeline.Streams.Progress.Select(record => $"{record.StatusDescription} {record.CurrentOperation}")],
            new ScriptResult
            {
                Output = output,
                Errors = [.. pipeline.Streams.Error],
                Terminating = null,
                Verbose = [.. pipeline.Streams.Verbose.Select(record => record.Message)],
                Warnings = [.. pipeline.Streams.Warning.Select(record => record.Message)],
            });
    }

    private static bool IsOfFirst(PSObject row) =>
        $"{row.Properties["Source"]?.Value ?? row.BaseObject}".Contains(First, StringComparison.Ordinal);
}
