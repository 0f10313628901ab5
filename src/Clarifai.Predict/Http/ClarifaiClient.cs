using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Sends requests to the service, one HTTP request a call: no retries, no batches. Safe for use by many threads; connections are pooled,
/// so make one and keep it.
/// </summary>
public sealed class ClarifaiClient : IDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    private readonly ClarifaiClientOptions _options;
    private readonly ServiceRoutes _routes;
    private readonly HttpClient _http;
    private readonly RequestPacer _pacer;
    private volatile bool _isDisposed;

    /// <summary>Makes a client.</summary>
    /// <param name="options">Where to send requests, and as whom.</param>
    /// <exception cref="ClarifaiException">
    /// The key would go over plain http to another machine (NotAuthenticated), or the user or app is none (NotConnected).
    /// </exception>
    public ClarifaiClient(ClarifaiClientOptions options)
        : this(options, Transport.NewHandler(options))
    {
    }

    internal ClarifaiClient(ClarifaiClientOptions options, HttpMessageHandler handler, Clock? clock = null)
    {
        if (options.BaseUri.Scheme != "https" && !ServiceAddress.IsLoopback(options.BaseUri) && !options.AllowUnencryptedAuthentication)
        {
            throw new ClarifaiException(
                ErrorId.NotAuthenticated,
                $"The key would go to {options.BaseUri.Host} over plain http, where others can read it. "
                + "Use https, or allow unencrypted authentication.");
        }

        _options = options;
        _routes = new ServiceRoutes(options);
        _pacer = new RequestPacer(options.MaximumRequestsPerSecond, clock ?? Clock.System);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What the service takes.</summary>
    public ServiceLimits Limits => _options.Limits;

    /// <summary>Asks a model or a workflow about some inputs.</summary>
    /// <param name="target">The model or workflow.</param>
    /// <param name="inputs">
    /// Pictures or texts, at most <see cref="ServiceLimits.InputsPerRequest"/> (<see cref="ServiceLimits.WorkflowInputsPerRequest"/> of a
    /// workflow), or one video.
    /// </param>
    /// <param name="options">What to ask; null for the service's defaults.</param>
    /// <param name="timeout">How long the request may take; null for 120 seconds.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>One result an input, in the order of the inputs; each has a status of its own.</returns>
    /// <exception cref="ClarifaiServiceException">The service refused the request as a whole.</exception>
    /// <exception cref="ClarifaiInputException">An input could not be read; nothing was predicted.</exception>
    /// <exception cref="ClarifaiException">
    /// The service could not be reached, did not answer in time or sent no answer that can be read.
    /// </exception>
    public Task<PredictAnswer> PredictAsync(
        PredictTarget target,
        IReadOnlyList<PredictInput> inputs,
        PredictOptions? options = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        PredictOptions asked = options ?? new PredictOptions();
        target.EnsureFits(asked);
        return PredictAsync(
            new PredictCall(target, asked) { Timeout = timeout ?? DefaultTimeout },
            [.. inputs.Select((input, i) => new IndexedInput(input, i))],
            cancellationToken);
    }

    /// <summary>Reads a page of the service's list of models. The list ends with an empty page, not with a short one.</summary>
    /// <param name="userId">The owner; null for the connection's, else Clarifai with a token, else the key's app.</param>
    /// <param name="appId">The owner's app; null for all apps of a user that is named, else for the connection's.</param>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="pageLength">Models on a page, at most.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The models; none after the last page.</returns>
    /// <exception cref="ClarifaiException">The service could not be asked or refused.</exception>
    public Task<IReadOnlyList<ClarifaiModel>> GetModelsAsync(
        string? userId = null, string? appId = null, int page = 1, int pageLength = 100, CancellationToken cancellationToken = default) =>
        GetAsync(_routes.Models(userId, appId, page, pageLength), CatalogueReader.ReadModels, cancellationToken);

    /// <summary>Reads a page of a model's versions. The list ends with an empty page, not with a short one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="pageLength">Versions on a page, at most.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The versions; none after the last page.</returns>
    /// <exception cref="ClarifaiException">The service could not be asked or refused.</exception>
    public Task<IReadOnlyList<ClarifaiModelVersion>> GetModelVersionsAsync(
        ModelReference model, int page = 1, int pageLength = 100, CancellationToken cancellationToken = default) =>
        GetAsync(_routes.Versions(model, page, pageLength), root => CatalogueReader.ReadVersions(root, model), cancellationToken);

    /// <summary>Reads a model's vocabulary: the concepts that it can answer with.</summary>
    /// <param name="model">The model; its newest version unless it names one.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The concepts; none of a model that answers with something else.</returns>
    /// <exception cref="ClarifaiException">The service could not be asked or refused.</exception>
    public Task<IReadOnlyList<ClarifaiConcept>> GetConceptsAsync(ModelReference model, CancellationToken cancellationToken = default) =>
        GetAsync(_routes.OutputInfo(model), root => CatalogueReader.ReadConcepts(root, model), cancellationToken);

    /// <summary>Makes sure that the service is there and takes the key. Costs nothing.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that ends when the service has answered.</returns>
    /// <exception cref="ClarifaiException">The service is not there or does not take the key.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _routes.Check());
        ReplyJudge.EnsureSuccess(await SendAsync(request, DefaultTimeout, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _http.Dispose();
    }

    /// <summary>The name of the machine that is asked.</summary>
    internal string Host => _options.BaseUri.Host;

    internal Uri AddressOf(PredictTarget target) => target.Address(_routes);

    internal async Task<PredictAnswer> PredictAsync(
        PredictCall call, IReadOnlyList<IndexedInput> inputs, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var content = new PredictContent(RequestBody.Open(inputs, call.Target, call.Options), attempt.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(call.Target)) { Content = content };
        ServiceReply reply;
        try
        {
            reply = await SendAsync(request, call.Timeout, attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (content.Failure is not null && !cancellationToken.IsCancellationRequested)
        {
            throw content.Failure;
        }

        return ReplyJudge.ReadAnswer(reply, inputs, call.Target, call.KeepRaw);
    }

    private async Task<T> GetAsync<T>(Uri address, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return ReplyJudge.ReadPage(await SendAsync(request, DefaultTimeout, cancellationToken).ConfigureAwait(false), read);
    }

    private async Task<ServiceReply> SendAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await SendAsync(request, timeout, attempt, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ServiceReply> SendAsync(
        HttpRequestMessage request, TimeSpan timeout, CancellationTokenSource attempt, CancellationToken cancellationToken)
    {
        await _pacer.WaitAsync(cancellationToken).ConfigureAwait(false);
        attempt.CancelAfter(timeout);
        request.Headers.TryAddWithoutValidation("Authorization", "Key " + _options.Credential.Reveal());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(Transport.UserAgent);
        try
        {
            using HttpResponseMessage response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt.Token).ConfigureAwait(false);
            return await ReadReplyAsync(response, attempt.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException
            && _isDisposed && !cancellationToken.IsCancellationRequested)
        {
            throw new ClarifaiException(ErrorId.NotConnected, "The connection has been closed.", e);
        }
        catch (OperationCanceledException e) when (attempt.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ClarifaiException(
                ErrorId.RequestTimeout,
                $"The service did not answer within {timeout.TotalSeconds:0.###} seconds.",
                e,
                StatusAction.RetryOnce);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !attempt.IsCancellationRequested))
        {
            // The transport has a shorter limit of its own for connecting, and says so with a cancellation.
            Exception cause = e.GetBaseException();
            throw _options.Diagnose?.Invoke() ?? new ClarifaiException(
                ErrorId.ConnectionFailed,
                $"The service at {_options.BaseUri.Authority} could not be reached: {cause.Message}",
                e,
                cause is AuthenticationException ? StatusAction.Fail : StatusAction.Retry);
        }
    }

    private async Task<ServiceReply> ReadReplyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        byte[] body;
        try
        {
            body = await ReadBodyAsync(response.Content, _options.Limits.MaximumResponseBytes, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e) && status >= 400)
        {
            // The status line has said enough.
            body = [];
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw new ClarifaiException(ErrorId.InvalidResponse, $"The service's answer broke off: {e.GetBaseException().Message}", e);
        }

        RetryConditionHeaderValue? retry = response.Headers.RetryAfter;
        TimeSpan? wait = retry?.Delta ?? (retry?.Date is { } date ? date - (response.Headers.Date ?? DateTimeOffset.UtcNow) : null);
        string? redirectHost = response.Headers.Location?.ToString() is { } location ? HostOf(location) : null;
        return new ServiceReply(status, body, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, redirectHost);
    }

    private string HostOf(string location) =>
        Uri.TryCreate(_options.BaseUri, location, out Uri? target) ? target.Host : "an unreadable address";

    private static bool IsBroken(Exception error) => error is HttpRequestException or IOException or InvalidDataException;

    private static async Task<byte[]> ReadBodyAsync(HttpContent content, long limit, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > limit)
        {
            throw TooLong(limit);
        }

#if NET
        using Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#else
        using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using var body = new MemoryStream((int)(content.Headers.ContentLength ?? 0));
        byte[] block = new byte[16384];
        int read;
        while ((read = await stream.ReadAsync(block, 0, block.Length, cancellation).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > limit)
            {
                throw TooLong(limit);
            }

            body.Write(block, 0, read);
        }

        // With the length told in advance, the buffer is the answer: no copy is made of it.
        return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
    }

    private static ClarifaiException TooLong(long limit) =>
        new(ErrorId.InvalidResponse, $"The service's answer is longer than {limit:N0} bytes.");
}
