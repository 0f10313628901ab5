using System.Text;
using System.Text.Json;

namespace Clarifai;

/// <summary>Makes sense of a reply: an answer with one output an input, or the error that it is. The body's code counts first, HTTP second.</summary>
internal static class ReplyJudge
{
    private const int ShownBodyLength = 200;

    /// <exception cref="ClarifaiException">The reply is no answer.</exception>
    public static PredictAnswer ReadAnswer(ServiceReply reply, IReadOnlyList<IndexedInput> inputs, string askedModel, bool keepRaw)
    {
        using JsonDocument? document = Parse(reply);
        try
        {
            JsonElement root = document?.RootElement ?? default;
            ClarifaiStatus status = StatusReader.Read(root.Find("status"u8), reply.HttpStatus);
            List<JsonElement> outputs = [.. root.FindItems("outputs"u8)];
            bool hasOutputs = root.Find("outputs"u8).ValueKind is JsonValueKind.Array;
            Refuse(reply, status, document is not null, hasOutputs);
            if (outputs.Count != inputs.Count)
            {
                throw Invalid(reply, status, $"has {outputs.Count} outputs for {inputs.Count} inputs");
            }

            return new PredictAnswer(
                status,
                [.. outputs.Select((output, i) => OutputReader.Read(output, inputs[i], askedModel, status, keepRaw))]);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Makes sure that a reply without outputs is a success.</summary>
    /// <exception cref="ClarifaiException">It is not.</exception>
    public static void EnsureSuccess(ServiceReply reply)
    {
        using JsonDocument? document = Parse(reply);
        try
        {
            ClarifaiStatus status = StatusReader.Read(document?.RootElement.Find("status"u8) ?? default, reply.HttpStatus);
            Refuse(reply, status, document is not null, hasOutputs: true);
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
            throw Invalid(reply, status, $"is a redirection to {reply.RedirectHost ?? "nowhere"}, which is not followed: check the base address");
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
                throw new ClarifaiServiceException(code.Error, code.Action, status, retryAfter: reply.RetryAfter);
        }
    }

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
