using System.Text;

namespace Clarifai.Tests;

/// <summary>Valid JSON of random shape that keeps using the names of the protocol, so that it gets deep into the reader.</summary>
internal sealed class RandomJson
{
    private static readonly string[] Names =
    [
        "status", "code", "description", "details", "req_id", "outputs", "id", "model", "model_version", "created_at", "name",
        "input", "data", "image", "base64", "url", "concepts", "value", "app_id", "regions", "region_info", "bounding_box", "top_row",
        "frames", "frame_info", "index", "time", "colors", "raw_hex", "w3c", "hex", "embeddings", "vector", "focus", "density",
        "clusters", "count", "projection", "text", "raw", "mask", "face", "identity", "age_appearance", "vocab_id",
        "", "ключ", "\\ud83d\\ude00", "\\ud800",
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-0", "10000", "10010", "10020", "30002", "21200", "1e999", "-1e-999", "1e4",
        "99999999999999999999", "0.1", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "\"\"", "\"NaN\"", "\"-Infinity\"", "\"1e400\"", "\"10000\"", "\"SUCCESS\"", "\"FAILURE\"",
        "\"2019-01-29T20:16:57.775326077Z\"", "\"0001-01-01T00:00:00+23:59\"", "\"\\ud800\"", "\"\\u0000\\n\"", "\"\\ud83d\\ude00\"",
    ];

    private readonly Random _random;

    public RandomJson(int seed) => _random = new Random(seed);

    /// <summary>An answer-like document: mostly a status and outputs, each of them of any shape.</summary>
    public string Document()
    {
        var json = new StringBuilder();
        if (_random.Next(8) == 0)
        {
            Append(json, 0);
            return json.ToString();
        }

        json.Append("{\"status\":");
        Append(json, 3);
        json.Append(",\"outputs\":[");
        Append(json, 0);
        json.Append("]}");
        return json.ToString();
    }

    /// <summary>Any value.</summary>
    public string Value()
    {
        var json = new StringBuilder();
        Append(json, 3);
        return json.ToString();
    }

    private void Append(StringBuilder json, int depth)
    {
        switch (_random.Next(depth > 6 ? 4 : 10))
        {
            case < 4:
                json.Append(Pick(Scalars));
                break;
            case < 8:
                json.Append('{');
                for (int i = _random.Next(6); i > 0; i--)
                {
                    json.Append('"').Append(Pick(Names)).Append("\":");
                    Append(json, depth + 1);
                    json.Append(i > 1 ? "," : "");
                }

                json.Append('}');
                break;
            default:
                json.Append('[');
                for (int i = _random.Next(4); i > 0; i--)
                {
                    Append(json, depth + 1);
                    json.Append(i > 1 ? "," : "");
                }

                json.Append(']');
                break;
        }
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
