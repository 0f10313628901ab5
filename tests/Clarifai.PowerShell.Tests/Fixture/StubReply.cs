using System.Text.Json.Nodes;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>What the service answers.</summary>
internal sealed record StubReply(int HttpStatus, string Body)
{
    /// <summary>Where a redirection leads.</summary>
    public string? Location { get; init; }

    /// <summary>Seconds until the request may be sent again; null where the service does not say.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What tells a caller that its key is accepted.</summary>
    public static StubReply Accepted { get; } =
        new(200, """{"status":{"code":10000,"description":"Ok","req_id":"request-1"},"user":{"id":"alice"},"models":[]}""");

    /// <summary>An answer without outputs.</summary>
    public static StubReply Status(int httpStatus, int code, string description, string? details = null)
    {
        var status = new JsonObject { ["code"] = code, ["description"] = description, ["req_id"] = "request-1" };
        if (details is not null)
        {
            status["details"] = details;
        }

        return new StubReply(httpStatus, new JsonObject { ["status"] = status }.ToJsonString());
    }

    /// <summary>One output an input; a code of its own for each, and what the model has to say.</summary>
    public static StubReply Outputs(ReceivedRequest request, Func<ReceivedInput, int> code, Func<ReceivedInput, string> data)
    {
        int[] codes = [.. request.Inputs.Select(code)];
        int overall = codes.All(one => one == 10000) ? 10000 : codes.All(one => one != 10000) ? 10020 : 10010;
        IEnumerable<string> outputs = request.Inputs.Select((input, i) => $$$"""
            {"id":"o{{{i}}}","status":{"code":{{{codes[i]}}},"description":"status {{{codes[i]}}}"},"created_at":"2026-11-23T10:00:00Z",
            "model":{"id":"aaa03c23b3724a16a56b629203edc62c","name":"general","model_version":{"id":"version-1"}},"data":{{{data(input)}}}}
            """);
        return new StubReply(overall switch { 10000 => 200, 10010 => 207, _ => 400 }, $$$"""
            {"status":{"code":{{{overall}}},"description":"status {{{overall}}}","req_id":"request-1"},
            "outputs":[{{{string.Join(',', outputs)}}}]}
            """);
    }

    /// <summary>The data of an output with one concept: its name is the input's caption, so that answers can be told apart.</summary>
    public static string Echo(ReceivedInput input) => new JsonObject
    {
        ["concepts"] = new JsonArray(new JsonObject
        {
            ["id"] = "ai_echo0001",
            ["name"] = input.Caption,
            ["value"] = 0.9,
            ["app_id"] = "main",
        }),
    }.ToJsonString();
}
