using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Reads a response: an answer with one outcome per input, or an error. The code in the body takes precedence over the HTTP status.
/// </summary>
internal static class ResponseReader
{
    private const int ShownBodyLength = 200;
    private const int SearchedBodyLength = 8192;

    // What every response of the service begins with, without white space.
    private const string Beginning = "{\"status\":{";

    private static readonly Regex NamesNoApp = new(@"\bapp\b.*\bid\b|\bapp_id\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Page = new(@"<(!doctype\s+)?html\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Title = new(
        @"<title\b[^>]*>(?<text>[^<]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <exception cref="ClarifaiException">The response is not an answer.</exception>
    public static PredictAnswer ReadAnswer(
        ServiceResponse response, IReadOnlyList<IndexedInput> inputs, PredictTarget target, bool keepRaw, TextPool texts)
    {
        var reader = new OutputReader(target, keepRaw);
        if (response.HttpStatus == 200 && target is ModelReference && !keepRaw
            && new ConceptAnswerReader(response.Body, inputs, reader, texts).TryRead() is { } answer)
        {
            return answer;
        }

        return Read(response, root =>
        {
            byte[] key = Encoding.UTF8.GetBytes(target.AnswersKey);
            List<JsonElement> items = [.. root.FindItems(key)];
            ClarifaiStatus status = Accept(response, root, hasOutputs: root.Find(key).ValueKind is JsonValueKind.Array, target);
            if (items.Count != inputs.Count)
            {
                throw Invalid(
                    status,
                    $"The service's response (HTTP {response.HttpStatus}) has {items.Count} {target.AnswersKey} "
                    + $"for {inputs.Count} {(inputs.Count == 1 ? "input" : "inputs")}.");
            }

            return new PredictAnswer(status, [.. items.Select((item, i) => target is InputsTarget
                ? OutputReader.ReadStored(item, inputs[i], status)
                : reader.ReadOutcome(item, inputs[i], status))]);
        });
    }

    /// <summary>Reads a response without inputs, such as a page of the catalog.</summary>
    /// <exception cref="ClarifaiException">The response is not a success.</exception>
    public static T ReadPage<T>(ServiceResponse response, Func<JsonElement, T> read) => Read(response, root =>
    {
        Accept(response, root, hasOutputs: false);
        return read(root);
    });

    /// <summary>The error for a successful response without what was asked for.</summary>
    public static ClarifaiException Lacks(string what) =>
        new(ErrorId.InvalidResponse, $"The service's response does not contain {what}.");

    private static T Read<T>(ServiceResponse response, Func<JsonElement, T> read)
    {
        using JsonDocument? document = Parse(response.Body);
        try
        {
            return read(document?.RootElement ?? default);
        }
        catch (InvalidOperationException)
        {
            // Invalid Unicode, found only when a string is read.
            using var mended = JsonDocument.Parse(JsonRepair.Mend(response.Body));
            return read(mended.RootElement);
        }
    }

    // The status of a response that is a success, or has outputs with their own; any other is thrown.
    private static ClarifaiStatus Accept(ServiceResponse response, JsonElement root, bool hasOutputs, PredictTarget? target = null)
    {
        ClarifaiStatus status = StatusReader.Read(root.Find("status"u8), response.HttpStatus);
        if (response.HttpStatus is >= 300 and < 400)
        {
            string where = response.RedirectHost is { } host ? $" to {host}" : "";
            throw Invalid(
                status, $"The service redirects{where} (HTTP {response.HttpStatus}), which is not followed.", ErrorCause.NotTheService);
        }

        // For "too large" only the HTTP status counts: whatever the code, smaller requests may succeed.
        if (response.HttpStatus == 413 || status.Code == 0 || (!StatusCodes.IsKnown(status.Code) && response.HttpStatus >= 400))
        {
            RefuseByHttp(response, status, isJson: root.ValueKind is not JsonValueKind.Undefined, hasOutputs);
            return status;
        }

        StatusCode code = StatusCodes.Find(status.Code);
        bool isServerFault = response.HttpStatus >= 500;
        switch (code.Action)
        {
            // If the request was rejected, an envelope with success or an input's code is meaningless.
            case StatusAction.Accept or StatusAction.ReadOutputs or StatusAction.Fail
                when TransientError(response.HttpStatus) is { } error && !code.Error.EndsRun():
                throw new ClarifaiServiceException(error, StatusAction.Retry, status, retryAfter: response.RetryAfter);
            case StatusAction.Accept or StatusAction.ReadOutputs when isServerFault || (status.Code == StatusCodes.Failure && !hasOutputs):
                throw new ClarifaiServiceException(ErrorId.ServiceUnavailable, StatusAction.Retry, status, retryAfter: response.RetryAfter);
            case StatusAction.Accept or StatusAction.ReadOutputs:

            // Newer services repeat the code of a single bad input at the top level: its output has the same.
            case StatusAction.Fail when hasOutputs && !code.Error.EndsRun() && !isServerFault:
            case StatusAction.WaitForModel when hasOutputs && StatusCodes.IsPending(status.Code) && !isServerFault:
                return status;
        }

        (string? message, ErrorCause cause) = code.Error switch
        {
            // The service's error for a token without an owner reads as if the token were invalid.
            _ when status.Code == StatusCodes.KeyInvalid && status.Details is { } details && NamesNoApp.IsMatch(details) => (
                $"{status}. The service returns this when a personal access token is sent without a user and an app.",
                ErrorCause.OwnerMissing),

            // The service quotes the model by its id, which is not what the user wrote.
            ErrorId.ModelNotFound when target is not null && !status.ToString().Contains($"'{target.Name}'") =>
                ($"The {target.Kind} '{target.Name}': {status}.", ErrorCause.None),
            _ => (null, ErrorCause.None),
        };
        throw new ClarifaiServiceException(code.Error, code.Action, status, message, response.RetryAfter, cause);
    }

    private static void RefuseByHttp(ServiceResponse response, ClarifaiStatus status, bool isJson, bool hasOutputs)
    {
        // Every response of the service has a status; a gateway in front of it responds without one to transient faults and to what is too
        // large. Of a response that was cut off, only the beginning is there.
        bool isCutOff = !isJson && IsBeginning(response.Body);
        bool isService = status.Code != 0 || status.Description is not null || isCutOff
            || response.HttpStatus == 413 || TransientError(response.HttpStatus) is not null;
        ErrorCause cause = isService ? ErrorCause.None : ErrorCause.NotTheService;
        (ErrorId Error, StatusAction Action)? verdict = response.HttpStatus switch
        {
            401 => (ErrorId.NotAuthenticated, StatusAction.Fail),
            402 => (ErrorId.QuotaExceeded, StatusAction.Fail),
            403 => (ErrorId.NotAuthorized, StatusAction.Fail),
            404 => (isService ? ErrorId.ModelNotFound : ErrorId.NotConnected, StatusAction.Fail),
            413 => (ErrorId.FileTooLarge, StatusAction.Split),
            var transient when TransientError(transient) is { } passing => (passing, StatusAction.Retry),
            >= 500 => (ErrorId.ServiceUnavailable, StatusAction.Fail),
            >= 400 => (ErrorId.InvalidResponse, StatusAction.Fail),
            _ => null,
        };
        if (verdict is { } error)
        {
            string? message = status.Description is null ? Describe(response, isService) : null;
            throw new ClarifaiServiceException(error.Error, error.Action, status, message, response.RetryAfter, cause);
        }

        if (!hasOutputs)
        {
            string reported = status.Description is null ? "" : $": {status}";
            string lack = $"The server's response (HTTP {response.HttpStatus}) lacks the API's status code{reported}.";
            string damage = $"The request was sent, but the service's response (HTTP {response.HttpStatus}) was cut off or damaged.";
            throw Invalid(status, isJson ? lack : isCutOff ? damage : Describe(response, isService), cause);
        }
    }

    // 408 and 425: the server did not get a complete request. 520 to 529: gateways report an unreachable server.
    private static ErrorId? TransientError(int httpStatus) => httpStatus switch
    {
        429 => ErrorId.Throttled,
        408 or 425 or 500 or 502 or 503 or 504 or (>= 520 and <= 524) or 529 => ErrorId.ServiceUnavailable,
        _ => null,
    };

    private static ClarifaiServiceException Invalid(ClarifaiStatus status, string message, ErrorCause cause = ErrorCause.None) =>
        new(ErrorId.InvalidResponse, StatusAction.Fail, status, message, cause: cause);

    // Gateways respond with HTML or an empty body; the HTTP status determines the meaning.
    private static JsonDocument? Parse(byte[] body, bool isMended = false)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return isMended ? null : Parse(JsonRepair.Mend(body), isMended: true);
        }
    }

    private static bool IsBeginning(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, ShownBodyLength)).TrimStart('\uFEFF');
        string start = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        return start.Length > 0
            && (start.StartsWith(Beginning, StringComparison.Ordinal) || Beginning.StartsWith(start, StringComparison.Ordinal));
    }

    // A response that is not the service's: often the page of a proxy, which tells more by its title than by its markup.
    private static string Describe(ServiceResponse response, bool isService)
    {
        string start = $"{(isService ? "The service" : "The server")} returned HTTP {response.HttpStatus}";
        string body = Encoding.UTF8.GetString(response.Body, 0, Math.Min(response.Body.Length, SearchedBodyLength));
        string text = OneLine(body);
        if (text.Length == 0)
        {
            return $"{start} with an empty body.";
        }

        if (Page.IsMatch(body))
        {
            string title = OneLine(WebUtility.HtmlDecode(Title.Match(body).Groups["text"].Value));
            string page = title.Length == 0 ? "a web page" : $"the web page '{title}'";
            return $"{start} with {page}{(isService ? "" : ", which is not an API response")}.";
        }

        return $"{start}: {Sentence.Of(text)}";
    }

    private static string OneLine(string text)
    {
        string line = string.Join(" ", text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return Redaction.Visible(line.Length > ShownBodyLength ? line.Remove(ShownBodyLength) : line);
    }
}
