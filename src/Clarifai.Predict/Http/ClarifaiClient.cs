using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Sends requests to the service, one HTTP request per call, without retries or batches. Thread-safe; connections are pooled, so create one
/// instance and keep it.
/// </summary>
internal sealed class ClarifaiClient : IDisposable
{
    /// <summary>The timeout of one attempt, except with videos.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    private const int FingerprintLength = 16;

    // How long the body of an error is waited for, as its head is enough.
    private static readonly TimeSpan LongestErrorBody = TimeSpan.FromSeconds(5);

    // What of a JPEG of this quality is lost, no model sees.
    private const int ShrunkPictureQuality = 90;

    private readonly ClarifaiClientOptions _options;
    private readonly HttpClient _http;
    private readonly RequestPacer _pacer;
    private readonly TextPool _texts = new();

    // All requests go to one address, and the system can be slow to determine the proxy: it is resolved once.
    private readonly Lazy<(Uri? Address, ICredentials? Credentials)> _proxy;
    private volatile bool _isDisposed;

    /// <param name="options">The service's address, credentials and options.</param>
    /// <exception cref="ClarifaiException">
    /// The key would be sent over plain http to another machine (NotAuthenticated), or the user or app is not valid (NotConnected).
    /// </exception>
    public ClarifaiClient(ClarifaiClientOptions options)
        : this(options, Transport.NewHandler(options))
    {
    }

    public ClarifaiClient(ClarifaiClientOptions options, HttpMessageHandler handler, Clock? clock = null)
    {
        Uri? next = new[] { options.BaseUri, options.Proxy.Address }
            .FirstOrDefault(hop => hop is not null && !ServiceAddress.IsLoopback(hop));
        if (options.BaseUri.Scheme != "https" && next is not null && !options.AllowUnencryptedAuthentication)
        {
            throw new ClarifaiException(
                ErrorId.NotAuthenticated,
                $"The key would be sent to {next.Host} over plain http, where others can read it.",
                cause: ErrorCause.UnencryptedKey);
        }

        _options = options;
        _proxy = new Lazy<(Uri?, ICredentials?)>(() => Transport.ProxyOf(options));
        Routes = new ServiceRoutes(options);
        _pacer = new RequestPacer(options.MaximumRequestsPerSecond, clock ?? Clock.System);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The service's limits.</summary>
    public ServiceLimits Limits => _options.Limits;

    /// <summary>True for a local engine.</summary>
    public bool IsLocal => _options.Engine is not null;

    /// <summary>The host name of the service.</summary>
    public string Host => _options.BaseUri.Host;

    /// <summary>Writes the identity of the caller as properties of a JSON object: another caller's answers must not be reused.</summary>
    public void WriteAsker(Utf8JsonWriter json, PredictTarget target)
    {
        if (_options.Engine is { } engine)
        {
            json.WriteString("service", "the local engine");
            json.WriteIfSet("engine_version", engine.Find(target));
            return;
        }

        json.WriteString("service", _options.BaseUri.AbsoluteUri);
        json.WriteIfSet("user", _options.UserId);
        json.WriteIfSet("app", _options.AppId);
        bool isNamed = target.UserId is not null || _options is { UserId: not null, AppId: not null };
        bool isShared = _options.Credential.Kind is not CredentialKind.ApiKey && target is ModelReference { Public: not null };
        if (!isNamed && !isShared)
        {
            // Only the key determines the app, or a token the user. It is too long to be guessed from this hash.
            byte[] hash = Hash.Of(Encoding.UTF8.GetBytes(_options.Credential.Reveal()));
            json.WriteString("key", Hash.Text(hash).AsSpan(0, FingerprintLength));
        }
    }

    public Uri AddressOf(PredictTarget target) => Routes.Predict(target);

    /// <summary>The addresses of the service.</summary>
    public ServiceRoutes Routes { get; }

    /// <summary>Sends a request of JSON, or without a body.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">One of <see cref="Routes"/>.</param>
    /// <param name="body">JSON; empty for the form of a browser without any field; null for none.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public async Task<T> AskAsync<T>(
        HttpMethod method, Uri address, byte[]? body, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        Func<WireProgress, CancellationToken, HttpContent>? content = body switch
        {
            null => null,
            [] => (_, _) => new FormUrlEncodedContent([]),
            _ => (progress, attempt) => new PredictContent(RequestBody.Of(body), progress, attempt),
        };
        return ResponseReader.ReadPage(
            await SendAsync(address, content, DefaultTimeout, cancellationToken, method: method).ConfigureAwait(false), read);
    }

    /// <summary>Sends inputs to a model or workflow: at most as many as it accepts per request, or one video.</summary>
    /// <param name="target">The model or workflow.</param>
    /// <param name="options">The prediction options.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="timeout">How long the request may take.</param>
    /// <param name="keepRaw">Keeps each output's JSON.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ClarifaiServiceException">The service refused the request as a whole.</exception>
    /// <exception cref="ClarifaiInputException">An input could not be read; nothing was predicted.</exception>
    /// <exception cref="ClarifaiException">
    /// The service could not be reached, did not answer in time or sent an unreadable answer.
    /// </exception>
    public async Task<PredictAnswer> PredictAsync(
        PredictTarget target,
        PredictOptions options,
        IReadOnlyList<IndexedInput> inputs,
        TimeSpan timeout,
        bool keepRaw,
        CancellationToken cancellationToken)
    {
        using var body = RequestBody.Open(inputs, target, options);
        ServiceResponse response = await SendAsync(
            AddressOf(target),
            (progress, attempt) => new PredictContent(body, progress, attempt),
            timeout,
            cancellationToken,
            inputs.Select(input => input.Input).OfType<UriInput>().Select(input => input.Source)).ConfigureAwait(false);
        return ResponseReader.ReadAnswer(response, inputs, target, keepRaw, _texts);
    }

    /// <summary>Reads a page of the service's list of models. The list ends with an empty page, not with a short one.</summary>
    /// <param name="userId">The owner; null for the connection's user, else Clarifai with a token, else the key's app.</param>
    /// <param name="appId">The owner's app; null for all apps of the given user, else for the connection's app.</param>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="pageLength">The most models per page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<IReadOnlyList<ClarifaiModel>> GetModelsAsync(
        string? userId = null, string? appId = null, int page = 1, int pageLength = 100, CancellationToken cancellationToken = default) =>
        GetAsync(
            Routes.Models(userId, appId, page, pageLength),
            root => CatalogueReader.ReadModels(root, IsLocal),
            cancellationToken);

    /// <summary>Reads a page of a model's versions. The list ends with an empty page, not with a short one.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<IReadOnlyList<ClarifaiModelVersion>> GetModelVersionsAsync(
        ModelReference model, int page = 1, int pageLength = 100, CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Versions(model, page, pageLength), root => CatalogueReader.ReadVersions(root, model, IsLocal), cancellationToken);

    /// <summary>Reads a model's vocabulary: the concepts it can return, if it returns concepts.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<IReadOnlyList<ClarifaiConcept>> GetConceptsAsync(ModelReference model, CancellationToken cancellationToken = default) =>
        GetAsync(Routes.OutputInfo(model), root => CatalogueReader.ReadConcepts(root, model), cancellationToken);

    /// <summary>Reads the ids of the connection's workflows: the first page.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<IReadOnlyList<string>> GetWorkflowsAsync(CancellationToken cancellationToken) =>
        GetAsync(Routes.Workflows(), CatalogueReader.ReadWorkflows, cancellationToken);

    /// <summary>Checks that the service is reachable and accepts the key. Free of charge.</summary>
    /// <exception cref="ClarifaiException">The service is unreachable, rejects the key, or is not the service.</exception>
    public Task CheckAsync(CancellationToken cancellationToken = default) => GetAsync(
        Routes.Check(),
        root => CatalogueReader.ReadCheck(root, isUser: _options.Credential.Kind is CredentialKind.PersonalAccessToken),
        cancellationToken);

    /// <summary>Has a local engine convert an image to JPEG, upright and no larger than a screen.</summary>
    /// <param name="picture">The image file, in any format that the engine can read.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The JPEG file's bytes.</returns>
    /// <exception cref="ClarifaiException">The request failed, or the engine cannot convert the image.</exception>
    public async Task<byte[]> ConvertPictureAsync(Stream picture, CancellationToken cancellationToken)
    {
        var address = new Uri(_options.BaseUri, "/picture");
        ServiceResponse response = await SendAsync(
            address, (_, _) => new StreamContent(picture), DefaultTimeout, cancellationToken).ConfigureAwait(false);
        return response.HttpStatus == 200 ? response.Body : ResponseReader.ReadPage(response, _ => response.Body);
    }

    /// <summary>Has a local engine make what is sent in place of a picture: an upright JPEG in sRGB, without metadata.</summary>
    /// <param name="input">The picture.</param>
    /// <param name="maximumDimension">The most pixels of its longer side.</param>
    /// <param name="timeout">The longest time that it may take.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Null where the picture can be sent as it is.</returns>
    /// <exception cref="ClarifaiInputException">The picture's file cannot be read.</exception>
    /// <exception cref="ClarifaiException">The engine could not be asked or makes none of it.</exception>
    public async Task<SentPicture?> ShrinkPictureAsync(
        PredictInput input, int maximumDimension, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var address = new Uri(
            _options.BaseUri, FormattableString.Invariant($"/picture?max={maximumDimension}&quality={ShrunkPictureQuality}"));
        using InputContent content = input.Open()!;
        PictureContent? body = null;
        ServiceResponse response;
        try
        {
            response = await SendAsync(
                address, (_, attempt) => body = new PictureContent(content, attempt), timeout, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ClarifaiException) when (body?.Failure is not null)
        {
            throw body.Failure;
        }

        return response switch
        {
            { HttpStatus: 204 } => null,
            { HttpStatus: 200, PictureTurn: { } turn, Body: [0xFF, 0xD8, ..] } => new SentPicture(response.Body, PictureTurn.Parse(turn)),
            { HttpStatus: 200 } => throw new ClarifaiException(ErrorId.InvalidResponse, "Its response is not a JPEG."),
            _ => ResponseReader.ReadPage(response, _ => default(SentPicture)),
        };
    }

    public void Dispose()
    {
        _isDisposed = true;
        _http.Dispose();
    }

    private Task<T> GetAsync<T>(Uri address, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, address, body: null, read, cancellationToken);

    // Without a method and content it is a GET.
    private async Task<ServiceResponse> SendAsync(
        Uri address,
        Func<WireProgress, CancellationToken, HttpContent>? content,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        IEnumerable<string>? addresses = null,
        HttpMethod? method = null)
    {
        (Uri? proxy, ICredentials? login) = _proxy.Value;
        string[] proxies = proxy is null ? [] : [proxy.OriginalString];

        // Without a tunnel, a proxy answers the requests itself.
        Uri? forwarder = address.Scheme == "http" && proxy?.Scheme.StartsWith("http", StringComparison.Ordinal) == true ? proxy : null;
        var secrets = new OwnSecrets(SecretsOfConnection(proxy, login), [.. proxies, .. addresses ?? []]);
        await _pacer.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(timeout);
        var progress = new WireProgress();
        WireProgress.Current = progress;
        using HttpContent? body = content?.Invoke(progress, attempt.Token);
        progress.IsSent = progress.IsEnding = body is not PredictContent;
        using var request = new HttpRequestMessage(method ?? (body is null ? HttpMethod.Get : HttpMethod.Post), address) { Content = body };
        request.Headers.TryAddWithoutValidation("Authorization", "Key " + _options.Credential.Reveal());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(Transport.UserAgent);
        try
        {
            using HttpResponseMessage response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt.Token).ConfigureAwait(false);
            progress.IsAnswered = true;
            ServiceResponse read = await ReadAsync(response, forwarder, secrets, attempt.Token, cancellationToken).ConfigureAwait(false);
            if (read.HttpStatus == 407 && proxy is not null)
            {
                throw ProxyRefusal(proxy, login);
            }

            return read with { Body = secrets.TakeOutOf(read.Body) };
        }
        catch (Exception) when (body is PredictContent { Failure: not null } && !cancellationToken.IsCancellationRequested)
        {
            throw ((PredictContent)body).Failure!;
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException
            && _isDisposed && !cancellationToken.IsCancellationRequested)
        {
            throw new ClarifaiException(ErrorId.NotConnected, "The connection has been closed.", e);
        }
        catch (OperationCanceledException e) when (attempt.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            string time = $"within {timeout.TotalSeconds:0.###} s";
            throw (body as PredictContent, progress) switch
            {
                (not null, { IsAnswered: true, IsSent: true, IsRefused: false }) => new ClarifaiException(
                    ErrorId.InvalidResponse, $"The request was sent, but the service's response was not complete {time}.", e),
                (not null, { IsStarted: false }) => _options.Diagnose?.Invoke() ?? new ClarifaiException(
                    ErrorId.ConnectionFailed,
                    $"The service at {_options.BaseUri.Authority} could not be reached{Through(proxy)} {time}.",
                    e,
                    StatusAction.RetryOnce,
                    CauseOf(proxy)),
                _ => new ClarifaiException(
                    ErrorId.RequestTimeout, $"The service did not answer {time}.", e, StatusAction.RetryOnce),
            };
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !attempt.IsCancellationRequested))
        {
            // The transport's own, shorter connect timeout also shows as a cancellation.
            string cause = MessageOf(e, secrets);
            Exception? inner = secrets.TakeOutOf(e);
#if NET
            if (e is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } && cause.Contains("'407'"))
            {
                throw ProxyRefusal(proxy!, login, inner);
            }
#endif
            if (HandleShortage.Is(e))
            {
                throw new ClarifaiException(
                    ErrorId.ConnectionFailed,
                    $"No connection to {_options.BaseUri.Authority} could be opened: {cause}",
                    inner,
                    StatusAction.WaitForModel,
                    ErrorCause.NoHandleLeft);
            }

            if (progress is { IsAnswered: true, IsSent: true, IsRefused: false })
            {
                throw new ClarifaiException(
                    ErrorId.InvalidResponse,
                    $"The request was sent, but the response of {PeerOf(forwarder)} cannot be read: {cause}",
                    inner,
                    cause: CauseOf(forwarder));
            }

            if (body is PredictContent && progress is { IsSent: true, IsRefused: false } && e is HttpRequestException)
            {
                throw SentInVain(forwarder, cause, inner);
            }

            string peer = PeerOf(forwarder);
            string problem = (progress, WasReached(e, progress, isTunnel: proxy != forwarder)) switch
            {
                _ when proxy is not null && HasNoConnection(e) => $"The proxy at {proxy.Authority} could not be reached",
                ({ IsAnswered: true }, true) => $"The response of {peer} cannot be read",
                (_, true) => $"{char.ToUpperInvariant(peer[0])}{peer.Substring(1)} closed the connection",
                _ => $"The service at {_options.BaseUri.Authority} could not be reached{Through(proxy)}",
            };
            throw _options.Diagnose?.Invoke() ?? new ClarifaiException(
                ErrorId.ConnectionFailed,
                $"{problem}: {cause}",
                inner,
                e.GetBaseException() is AuthenticationException ? StatusAction.Fail : StatusAction.Retry,
                CauseOf(proxy));
        }
    }

    private string PeerOf(Uri? forwarder) =>
        forwarder is null ? $"the service at {_options.BaseUri.Authority}" : $"the proxy at {forwarder.Authority}";

    private static string Through(Uri? proxy) => proxy is null ? "" : $" through the proxy at {proxy.Authority}";

    private static ErrorCause CauseOf(Uri? proxy) => proxy is null ? ErrorCause.None : ErrorCause.ProxyUnreachable;

    // Only the first hop is connected to: the proxy, if there is one.
    private static bool HasNoConnection(Exception e) =>
#if NET
        e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError };
#else
        e.InnerException is WebException
        {
            Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                or WebExceptionStatus.ProxyNameResolutionFailure,
        };
#endif

    // Whether there was a connection; through a tunnel only the body that is written shows it.
    private static bool WasReached(Exception e, WireProgress progress, bool isTunnel) => progress.IsStarted
#if NET
        || (!isTunnel && (progress.IsAnswered
            || e is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse }
                or HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: IOException }));
#else
        || (!isTunnel && progress.IsAnswered);
#endif

    private static ClarifaiException ProxyRefusal(Uri proxy, ICredentials? login, Exception? inner = null) => new(
        ErrorId.NotAuthenticated,
        login?.GetCredential(proxy, "Basic") is { UserName.Length: > 0 }
            ? "The proxy rejected the credentials (HTTP 407)."
            : "The proxy requires authentication (HTTP 407).",
        inner,
        cause: ErrorCause.ProxyLogin);

    // No response arrived, as far as the transport reports: only if it reports that at all is one more try worth its cost.
    private ClarifaiException SentInVain(Uri? forwarder, string cause, Exception? inner) =>
#if NET
        _options.Diagnose?.Invoke() ?? new ClarifaiException(
            ErrorId.ConnectionFailed,
            $"The request was sent, but {PeerOf(forwarder)} closed the connection without a response: {cause}",
            inner,
            StatusAction.RetryOnce,
            CauseOf(forwarder));
#else
        _options.Diagnose?.Invoke() ?? new ClarifaiException(
            ErrorId.InvalidResponse,
            $"The request was sent, but the response of {PeerOf(forwarder)} cannot be read: {cause}",
            inner,
            cause: CauseOf(forwarder));
#endif

    private async Task<ServiceResponse> ReadAsync(
        HttpResponseMessage response, Uri? forwarder, OwnSecrets secrets, CancellationToken attempt, CancellationToken caller)
    {
        int status = (int)response.StatusCode;
        byte[] body;
        try
        {
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(attempt);
            if (status >= 300)
            {
                reading.CancelAfter(LongestErrorBody);
            }

            body = await ReadBodyAsync(response.Content, _options.Limits.MaximumResponseBytes, reading.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (status >= 300 && !_isDisposed && !caller.IsCancellationRequested
            && e is HttpRequestException or IOException or InvalidDataException or ClarifaiException or OperationCanceledException)
        {
            // A head with an error or a redirection is enough.
            body = [];
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw new ClarifaiException(
                ErrorId.InvalidResponse,
                $"The request was sent, but the response of {PeerOf(forwarder)} was cut off: {MessageOf(e, secrets)}",
                secrets.TakeOutOf(e),
                cause: CauseOf(forwarder));
        }

        string? redirectHost = response.Headers.Location?.OriginalString is { } location ? HostOf(secrets.TakeOutOf(location)) : null;
        return new ServiceResponse(status, body, RetryAfterOf(response.Headers), redirectHost)
        {
            PictureTurn = response.Headers.TryGetValues(PictureTurn.Header, out IEnumerable<string>? turns) ? turns.First() : null,
        };
    }

    private static TimeSpan? RetryAfterOf(HttpResponseHeaders headers)
    {
        if (headers.RetryAfter is { } known)
        {
            TimeSpan? wait = known.Delta ?? known.Date - (headers.Date ?? DateTimeOffset.UtcNow);
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        }

        // More seconds than fit in an integer are not known to .NET, but they are too many.
        return headers.TryGetValues("Retry-After", out IEnumerable<string>? values)
            && values.First() is { Length: > 9 } text && text.All(character => character is >= '0' and <= '9')
            ? TimeSpan.MaxValue
            : null;
    }

    private static string MessageOf(Exception e, OwnSecrets secrets) =>
        Sentence.Of(Redaction.Visible(Redaction.InText(secrets.TakeOutOf(e.GetBaseException().Message))));

    private IEnumerable<string> SecretsOfConnection(Uri? proxy, ICredentials? credentials)
    {
        string key = _options.Credential.Reveal();
        yield return key;
        yield return $"Key {key}";
        if (proxy is not null && credentials?.GetCredential(proxy, "Basic") is { Password.Length: > 0 } login)
        {
            // As .NET writes it in the header.
            string domain = login.Domain.Length > 0 ? login.Domain + "\\" : "";
            yield return $"{domain}{login.UserName}:{login.Password}";
            yield return login.Password;
        }
    }

    private string HostOf(string location) =>
        Uri.TryCreate(_options.BaseUri, location, out Uri? target) ? target.Authority : "an invalid URL";

    private static async Task<byte[]> ReadBodyAsync(HttpContent content, long limit, CancellationToken cancellation)
    {
        long length = content.Headers.ContentLength ?? 0;
#if NET
        using Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#else
        using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using var body = new MemoryStream(length <= limit ? (int)length : 0);
        if (length > limit
            || !await body.TryFillAsync(block => stream.ReadAsync(block, 0, block.Length, cancellation), limit).ConfigureAwait(false))
        {
            throw new ClarifaiException(ErrorId.InvalidResponse, $"The service's response exceeds {limit:N0} bytes.");
        }

        // If the length was known in advance, the buffer is the response and is not copied.
        return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
    }
}
