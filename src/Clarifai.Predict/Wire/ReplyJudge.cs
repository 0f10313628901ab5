using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Makes sense of a reply: an answer with one result an input, or the error that it is. The body's code counts first, HTTP second.
/// </summary>
internal static class ReplyJudge
{
    private const int ShownBodyLength = 200;

    private static readonly Regex NamesNoApp = new(@"\bapp\b.*\bid\b|\bapp_id\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <exception cref="ClarifaiException">The reply is no answer.</exception>
    public static PredictAnswer ReadAnswer(ServiceReply reply, IReadOnlyList<IndexedInput> inputs, PredictTarget target, bool keepRaw) =>
        Read(reply, (root, status, isJson) =>
        {
            byte[] key = Encoding.UTF8.GetBytes(target.AnswersKey);
            List<JsonElement> results = [.. root.FindItems(key)];
            Refuse(reply, status, isJson, hasOutputs: root.Find(key).ValueKind is JsonValueKind.Array);
            if (results.Count != inputs.Count)
            {
                throw Invalid(reply, status, $"has {results.Count} {target.AnswersKey} for {inputs.Count} inputs");
            }

            return new PredictAnswer(status, [.. results.Select((result, i) => target.ReadResult(result, inputs[i], status, keepRaw))]);
        });

    /// <summary>Reads a reply that is about no inputs, such as a page of the catalogue.</summary>
    /// <exception cref="ClarifaiException">The reply is no success.</exception>
    public static T ReadPage<T>(ServiceReply reply, Func<JsonElement, T> read) => Read(reply, (root, status, isJson) =>
    {
        Refuse(reply, status, isJson, hasOutputs: status.Code == 0 && root.ValueKind is JsonValueKind.Object);
        return read(root);
    });

    /// <summary>Makes sure that a reply without outputs is a success.</summary>
    /// <exception cref="ClarifaiException">It is not.</exception>
    public static void EnsureSuccess(ServiceReply reply) => Read(reply, (_, status, isJson) =>
    {
        Refuse(reply, status, isJson, hasOutputs: true);
        return status;
    });

    private static T Read<T>(ServiceReply reply, Func<JsonElement, ClarifaiStatus, bool, T> read)
    {
        using JsonDocument? document = Parse(reply);
        try
        {
            JsonElement root = document?.RootElement ?? default;
            return read(root, StatusReader.Read(root.Find("status"u8), reply.HttpStatus), document is not null);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw Unreadable(e);
        }
    }

    private static void Refuse(ServiceReply reply, ClarifaiStatus status, bool isJson, bool hasOutputs)
    {
        if (reply.HttpStatus is >= 300 and < 400)
        {
            throw Invalid(
                reply, status, $"is a redirection to {reply.RedirectHost ?? "nowhere"}, which is not followed: check the base address");
        }

        // Too large is told by HTTP alone: whatever code comes with it, halves may pass.
        StatusCode code = StatusCodes.Find(status.Code);
        if (reply.HttpStatus == 413 || !isJson || status.Code == 0 || (!StatusCodes.IsKnown(status.Code) && reply.HttpStatus >= 400))
        {
            RefuseByHttp(reply, status, isJson, hasOutputs);
            return;
        }

        bool isServerFault = reply.HttpStatus >= 500;
        switch (code.Action)
        {
            case StatusAction.Accept or StatusAction.ReadOutputs when isServerFault || (status.Code == StatusCodes.Failure && !hasOutputs):
                throw new ClarifaiServiceException(ErrorId.ServiceUnavailable, StatusAction.Retry, status, retryAfter: reply.RetryAfter);
            case StatusAction.Accept or StatusAction.ReadOutputs:
                return;

            // Newer services put the code of a single bad input at the top as well: its output says the same.
            case StatusAction.Fail when hasOutputs && !ErrorKind.Find(code.Error).EndsRun && !isServerFault:
                return;
            default:
                throw new ClarifaiServiceException(code.Error, code.Action, status, Explain(status), reply.RetryAfter);
        }
    }

    // What the service says of a token that names no owner sounds as if the token were wrong.
    private static string? Explain(ClarifaiStatus status) =>
        status.Code == StatusCodes.KeyInvalid && status.Details is { } details && NamesNoApp.IsMatch(details)
            ? $"The service says: {status}. This is how it answers a personal access token that comes without a user and an app. "
                + "Either name the model with its owner, as user/app/model, or connect with both: "
                + "Connect-Clarifai -PersonalAccessToken <token> -UserId <user> -AppId <app>."
            : null;

    private static void RefuseByHttp(ServiceReply reply, ClarifaiStatus status, bool isJson, bool hasOutputs)
    {
        (ErrorId Error, StatusAction Action)? verdict = reply.HttpStatus switch
        {
            401 => (ErrorId.NotAuthenticated, StatusAction.Fail),
            402 => (ErrorId.QuotaExceeded, StatusAction.Fail),
            403 => (ErrorId.NotAuthorized, StatusAction.Fail),
            404 => (ErrorId.ModelNotFound, StatusAction.Fail),
            413 => (ErrorId.FileTooLarge, StatusAction.Split),
            429 => (ErrorId.Throttled, StatusAction.Retry),
            500 or 502 or 503 or 504 => (ErrorId.ServiceUnavailable, StatusAction.Retry),
            >= 500 => (ErrorId.ServiceUnavailable, StatusAction.Fail),
            >= 400 => (ErrorId.InvalidResponse, StatusAction.Fail),
            _ => null,
        };
        if (verdict is { } error)
        {
            string message = isJson && status.Description is not null
                ? $"The service says: {status}."
                : $"The service answered with HTTP {reply.HttpStatus}{StartOf(reply.Body)}";
            throw new ClarifaiServiceException(error.Error, error.Action, status, message, reply.RetryAfter);
        }

        if (!isJson || !hasOutputs)
        {
            throw Invalid(reply, status, isJson ? "has no outputs" : "is no JSON" + StartOf(reply.Body));
        }
    }

    private static ClarifaiServiceException Invalid(ServiceReply reply, ClarifaiStatus status, string what) =>
        new(ErrorId.InvalidResponse, StatusAction.Fail, status, $"The service's answer (HTTP {reply.HttpStatus}) {what}.");

    // Text that is no Unicode, found only when a string is read.
    private static ClarifaiException Unreadable(Exception e) =>
        new(ErrorId.InvalidResponse, $"The service's answer cannot be read: {e.Message}", e);

    private static JsonDocument? Parse(ServiceReply reply)
    {
        try
        {
            return JsonDocument.Parse(reply.Body);
        }
        catch (JsonException)
        {
            // Gateways answer in HTML or not at all; what that means is told by the HTTP status.
            return null;
        }
    }

    private static string StartOf(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, ShownBodyLength));
        string line = string.Join(" ", text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? ", without a word" : $": {new string([.. line.Where(character => !char.IsControl(character))])}";
    }
}
