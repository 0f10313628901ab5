using System.Text;
using System.Text.Json.Nodes;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>The bytes that go out, and what becomes of the connection then.</summary>
internal sealed record RawReply(byte[] Bytes, RawEnd End = RawEnd.KeepAlive)
{
    /// <summary>Nothing but the end of the connection.</summary>
    public static RawReply Nothing(RawEnd end) => new([], end);

    /// <summary>Bytes as they stand; each character is one of them.</summary>
    public static RawReply Text(string text, RawEnd end) => new(Encoding.Latin1.GetBytes(text), end);

    /// <summary>A whole answer.</summary>
    public static RawReply Http(int status, string body, params string[] headers) => Http(status, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>A whole answer.</summary>
    public static RawReply Http(int status, byte[] body, params string[] headers) => new(
    [
        .. Encoding.Latin1.GetBytes(string.Concat(
            $"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n",
            string.Concat(headers.Select(header => header + "\r\n")),
            "\r\n")),
        .. body,
    ]);

    /// <summary>An answer without outputs. The code is written as it is given: 10000, "10000.0", "\"SUCCESS\"".</summary>
    public static RawReply Status(int http, object code, string description = "said by the service", params string[] headers) =>
        Http(http, $$$"""{"status":{"code":{{{code}}},"description":{{{Quoted(description)}}},"req_id":"request-1"}}""", headers);

    /// <summary>An answer with outputs.</summary>
    public static RawReply Outputs(int http, object code, params IEnumerable<string> outputs) => Http(
        http,
        $$$"""{"status":{"code":{{{code}}},"description":"status","req_id":"request-1"},"outputs":[{{{string.Join(',', outputs)}}}]}""");

    /// <summary>The answer that is expected: one concept an input, its name is the input's caption.</summary>
    public static RawReply Echo(RawRequest request) =>
        request.Method == "GET" ? Status(200, 10000, "Ok") : Outputs(200, 10000, request.Captions.Select(caption => Output(caption)));

    /// <summary>One output with a concept of this name.</summary>
    public static string Output(string concept, object? code = null, string version = "version-1") =>
        OutputOf($$"""{"concepts":[{"id":"ai_1","name":{{Quoted(concept)}},"value":0.9,"app_id":"main"}]}""", code ?? 10000, version);

    /// <summary>One output with any data.</summary>
    public static string OutputOf(string data, object? code = null, string version = "version-1") => $$$"""
        {"id":"o1","status":{"code":{{{code ?? 10000}}},"description":"output status"},"created_at":"2026-11-23T10:00:00Z",
        "model":{"id":"general-id","name":"general","model_version":{"id":"{{{version}}}"}},"data":{{{data}}}}
        """;

    /// <summary>The text as JSON has it.</summary>
    public static string Quoted(string text) => JsonValue.Create(text).ToJsonString();
}
