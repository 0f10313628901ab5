using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>
/// Pictures that tell their name to whoever gets them: "7" is https://pictures.example/7.jpg, or a JPEG that ends in #7. A model that
/// answers with the name as the concept shows which answer went to which input.
/// </summary>
internal static class Pictures
{
    public static PredictInput AtAddress(int name) => PredictInput.FromUri($"https://pictures.example/{name}.jpg");

    public static PredictInput AtAddress(int name, MediaKind kind) => PredictInput.FromUri($"https://pictures.example/{name}.jpg", kind);

    public static IEnumerable<PredictInput> AtAddresses(int count) => Enumerable.Range(0, count).Select(AtAddress);

    /// <summary>The bytes of a picture of this name, filled up to a length.</summary>
    public static byte[] Bytes(int name, int length = 0)
    {
        byte[] mark = Encoding.ASCII.GetBytes($"#{name}");
        byte[] bytes = new byte[Math.Max(length, mark.Length + 3)];
        bytes[0] = 0xFF;
        bytes[1] = 0xD8;
        bytes[2] = 0xFF;
        mark.CopyTo(bytes, bytes.Length - mark.Length);
        return bytes;
    }

    public static PredictInput InMemory(int name, int length = 0) => PredictInput.FromBytes(Bytes(name, length), $"bytes {name}");

    /// <summary>The names of the inputs of a request.</summary>
    public static IReadOnlyList<string> Names(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty("inputs").EnumerateArray().Select(NameOf)];
    }

    /// <summary>An output that went well: the input's name as its one concept.</summary>
    public static JsonObject Output(string name) => new()
    {
        ["status"] = new JsonObject { ["code"] = 10000, ["description"] = "Ok" },
        ["data"] = new JsonObject
        {
            ["concepts"] = new JsonArray(new JsonObject { ["id"] = $"id-{name}", ["name"] = name, ["value"] = 0.5 }),
        },
    };

    /// <summary>An output that failed with a code.</summary>
    public static JsonObject Failure(int code) => new()
    {
        ["status"] = new JsonObject { ["code"] = code, ["description"] = $"failed with {code.ToString(CultureInfo.InvariantCulture)}" },
        ["data"] = new JsonObject(),
    };

    public static string Answer(int code, IEnumerable<JsonObject> outputs) => new JsonObject
    {
        ["status"] = Status(code),
        ["outputs"] = new JsonArray([.. outputs]),
    }.ToJsonString();

    /// <summary>The answer in which everything went well.</summary>
    public static string Answer(IEnumerable<string> names) => Answer(StatusCodes.Success, names.Select(Output));

    /// <summary>An answer that is a status and nothing else.</summary>
    public static string Refusal(int code) => new JsonObject { ["status"] = Status(code) }.ToJsonString();

    private static JsonObject Status(int code) =>
        new() { ["code"] = code, ["description"] = $"says {code.ToString(CultureInfo.InvariantCulture)}", ["req_id"] = "r1" };

    private static string NameOf(JsonElement input)
    {
        JsonElement media = input.GetProperty("data").EnumerateObject().Single().Value;
        if (media.TryGetProperty("url", out JsonElement url))
        {
            return Path.GetFileNameWithoutExtension(new Uri(url.GetString()!).AbsolutePath);
        }

        string content = Encoding.Latin1.GetString(media.GetProperty("base64").GetBytesFromBase64());
        return content[(content.LastIndexOf('#') + 1)..];
    }
}
