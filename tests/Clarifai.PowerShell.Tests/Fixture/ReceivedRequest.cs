using System.Globalization;
using System.Text.Json.Nodes;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>A request as the service received it.</summary>
internal sealed record ReceivedRequest(string Method, string Path, string? Authorization, string Body)
{
    public IReadOnlyList<ReceivedInput> Inputs { get; } = Body.Length == 0 ? [] : [.. Read(Body)];

    /// <summary>The JSON of output_config where models have it; null where none was sent.</summary>
    public string? OutputConfig => JsonNode.Parse(Body)!["model"]?["output_info"]?["output_config"]?.ToJsonString();

    /// <summary>The page of a list that is asked for, from 1 on.</summary>
    public int Page => int.Parse(Path.Split("?page=")[1].Split('&')[0], CultureInfo.InvariantCulture);

    private static IEnumerable<ReceivedInput> Read(string body)
    {
        foreach (JsonNode? input in JsonNode.Parse(body)?["inputs"]?.AsArray() ?? [])
        {
            // Examples have concepts beside their content; a change of an example has no content.
            (string kind, JsonNode? media) = input!["data"]!.AsObject().FirstOrDefault(part => part.Key is "image" or "video" or "text");
            if (media is null)
            {
                continue;
            }

            yield return new ReceivedInput(
                kind,
                (string?)media["url"],
                (string?)media["base64"] is { } content ? Convert.FromBase64String(content) : null,
                (string?)media["raw"]);
        }
    }
}
