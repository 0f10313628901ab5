using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Training;

/// <summary>
/// An app that keeps inputs and models as the service documents them, and learns nothing: a version is trained after as many looks at it as
/// the test says.
/// </summary>
internal sealed class StubApp
{
    private readonly Lock _gate = new();

    /// <summary>Where the app is: v2 for a key, or below an owner.</summary>
    public string Root { get; init; } = "/v2";

    /// <summary>The concepts of each stored input, with 1 or 0.</summary>
    public SortedDictionary<string, SortedDictionary<string, int>> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The concepts of each model.</summary>
    public Dictionary<string, List<string>> Models { get; } = [];

    public Dictionary<string, bool> Exclusive { get; } = [];

    /// <summary>The ids and status codes of the versions of each model.</summary>
    public Dictionary<string, List<(string Id, int Status)>> Versions { get; } = [];

    /// <summary>Looks at a version until it is trained.</summary>
    public int LooksUntilTrained { get; set; } = 2;

    /// <summary>What becomes of a version.</summary>
    public int Outcome { get; set; } = 21100;

    /// <summary>The code that an input with this caption gets instead of being stored.</summary>
    public Dictionary<string, int> Refused { get; } = [];

    /// <summary>Captions of inputs that fail only after they were accepted.</summary>
    public HashSet<string> FailsLater { get; } = [];

    /// <summary>The evaluation as JSON; null where it has to be asked for first.</summary>
    public string? Metrics { get; set; }

    /// <summary>Whether the request for an evaluation is answered with the reason why there is none.</summary>
    public bool EvaluationIsRefused { get; set; }

    /// <summary>The evaluation that is made when it is asked for.</summary>
    public string MetricsWhenAsked { get; set; } = """{"status":{"code":21315,"description":"Too few"}}""";

    public StubReply? Reply(ReceivedRequest request)
    {
        lock (_gate)
        {
            string path = request.Path.Split('?')[0];
            if (!path.StartsWith(Root + "/", StringComparison.Ordinal))
            {
                return null;
            }

            JsonNode? body = request.Body.Length == 0 ? null : JsonNode.Parse(request.Body);
            return (request.Method, path[(Root.Length + 1)..].Split('/')) switch
            {
                ("POST", ["inputs"]) => Store(request, body!),
                ("PATCH", ["inputs"]) => Label(body!),
                ("DELETE", ["inputs"]) => Delete(body!),
                ("GET", ["inputs"]) => List(request),
                ("GET", ["inputs", "status"]) => Ok($$"""
                    "counts":{"processed":{{Inputs.Count}},"to_process":0,"processing":0,"errors":{{FailsLater.Count}}}
                    """),
                ("GET", ["inputs", var id]) => Ok($$$"""
                    "input":{"id":"{{{id}}}","status":{"code":{{{(FailsLater.Contains(id) ? 30002 : 30000)}}},"description":"?"}}
                    """),
                ("POST", ["models"]) => Create(body!["model"]!),
                ("PATCH", ["models"]) => Merge(body!["models"]![0]!),
                ("DELETE", ["models", var id]) => Models.Remove(id) && Versions.Remove(id) ? Ok("\"x\":0") : Unknown,
                ("DELETE", ["models", var id, "versions", var version]) =>
                    Versions[id].RemoveAll(one => one.Id == version) > 0 ? Ok("\"x\":0") : Unknown,
                ("GET", ["models", var id, "output_info"]) => Models.ContainsKey(id) ? Ok($"\"model\":{Model(id)}") : Unknown,
                ("GET", ["models", var id, "versions", var version, "output_info"]) => Ok($"\"model\":{Model(id)}"),
                ("POST", ["models", var id, "versions"]) => Train(id),
                ("GET", ["models", var id, "versions", var version]) => Look(id, version),
                ("POST", ["models", _, "versions", var version, "metrics"]) => Evaluate(version),
                ("GET", ["models", _, "versions", var version, "metrics"]) => Ok($"\"model_version\":{Version((version, Outcome))}"),
                _ => null,
            };
        }
    }

    private static StubReply Unknown => StubReply.Status(404, 21200, "Model does not exist");

    private static StubReply Ok(string members) =>
        new(200, $$"""{"status":{"code":10000,"description":"Ok","req_id":"request-1"},{{members}}}""");

    private StubReply Store(ReceivedRequest request, JsonNode body)
    {
        int[] codes =
        [
            .. request.Inputs.Zip(body["inputs"]!.AsArray(), (input, item) =>
            {
                string id = (string)item!["id"]!;
                if (Refused.TryGetValue(input.Caption, out int code))
                {
                    return code;
                }

                if (!Inputs.TryAdd(id, Concepts(item)))
                {
                    return 30100;
                }

                return FailsLater.Remove(input.Caption) && FailsLater.Add(id) ? 30001 : 30000;
            }),
        ];
        bool allFailed = codes.All(code => code > 30003);
        bool someFailed = codes.Any(code => code > 30003);
        string items = string.Join(',', body["inputs"]!.AsArray().Select((item, i) =>
            $$"""{"id":"{{item!["id"]}}","status":{"code":{{codes[i]}},"description":"status"},"data":{"image":{} } }"""));
        return new StubReply(allFailed ? 400 : someFailed ? 207 : 200, $$$"""
            {"status":{"code":{{{(allFailed ? 10020 : someFailed ? 10010 : 10000)}}},"description":"status"},
            "inputs":[{{{items}}}]}
            """);
    }

    private StubReply Label(JsonNode body)
    {
        foreach (JsonNode? item in body["inputs"]!.AsArray())
        {
            foreach ((string concept, int value) in Concepts(item!))
            {
                Inputs[(string)item!["id"]!][concept] = value;
            }
        }

        return Ok("\"inputs\":[" + string.Join(',', body["inputs"]!.AsArray().Select(_ => """{"status":{"code":30000}}""")) + "]");
    }

    private StubReply Delete(JsonNode body)
    {
        foreach (JsonNode? id in body["ids"]!.AsArray())
        {
            Inputs.Remove((string)id!);
        }

        return Ok("\"x\":0");
    }

    private StubReply List(ReceivedRequest request) => Ok("\"inputs\":[" + string.Join(',', Inputs
        .Skip((request.Page - 1) * 128).Take(128)
        .Select(input => $$"""{"id":"{{input.Key}}","data":{"concepts":[{{string.Join(',', input.Value.Select(Concept))}}]} }""")) + "]");

    private StubReply Create(JsonNode model)
    {
        string id = (string)model["id"]!;
        if (!Models.TryAdd(id, [.. ConceptsOf(model)]))
        {
            return StubReply.Status(400, 21202, "Model exists");
        }

        Versions[id] = [];
        Exclusive[id] = IsExclusive(model);
        return Ok($"\"model\":{Model(id)}");
    }

    private StubReply Merge(JsonNode model)
    {
        string id = (string)model["id"]!;
        Models[id] = [.. Models[id].Union(ConceptsOf(model))];
        Exclusive[id] = IsExclusive(model);
        return Ok($"\"models\":[{Model(id)}]");
    }

    private StubReply Train(string id)
    {
        Versions[id].Add(($"v{Versions[id].Count + 1}", LooksUntilTrained == 0 ? Outcome : 21103));
        _looks = 0;
        return Ok($"\"model\":{Model(id)}");
    }

    private int _looks;

    private StubReply Look(string id, string version)
    {
        int index = Versions[id].FindIndex(one => one.Id == version);
        if (++_looks > LooksUntilTrained)
        {
            Versions[id][index] = (version, Outcome);
        }
        else if (_looks > 1)
        {
            Versions[id][index] = (version, 21101);
        }

        return Ok($"\"model_version\":{Version(Versions[id][index])}");
    }

    private StubReply Evaluate(string version)
    {
        Metrics = EvaluationIsRefused ? null : MetricsWhenAsked;
        string status = EvaluationIsRefused ? """{"code":21315,"description":"Too few"}""" : """{"code":21303}""";
        return Ok($$$"""
            "model_version":{"id":"{{{version}}}","metrics":{"status":{{{status}}} } }
            """);
    }

    private string Model(string id) => $$$"""
        {"id":"{{{id}}}","name":"{{{id}}}","app_id":"local",
        "output_info":{"data":{"concepts":[{{{string.Join(',', Models[id].Select(concept => $$"""{"id":"{{concept}}"}"""))}}}]},
        "output_config":{"concepts_mutually_exclusive":{{{(Exclusive[id] ? "true" : "false")}}} } },
        "model_version":{{{Version(Versions[id].LastOrDefault(("", 21102)))}}}
        }
        """;

    private string Version((string Id, int Status) version) => $$$"""
        {"id":"{{{version.Id}}}","created_at":"2026-11-23T10:00:00Z","status":{"code":{{{version.Status}}},"description":"status of it"}
        {{{(Metrics is null || version.Status != 21100 ? "" : $",\"metrics\":{Metrics}")}}}
        }
        """;

    private static string Concept(KeyValuePair<string, int> concept) => $$"""{"id":"{{concept.Key}}","value":{{concept.Value}} }""";

    private static SortedDictionary<string, int> Concepts(JsonNode item) => new(
        item["data"]!["concepts"]!.AsArray().ToDictionary(concept => (string)concept!["id"]!, concept => (int)concept!["value"]!),
        StringComparer.Ordinal);

    private static IEnumerable<string> ConceptsOf(JsonNode model) =>
        model["output_info"]!["data"]!["concepts"]!.AsArray().Select(concept => (string)concept!["id"]!);

    private static bool IsExclusive(JsonNode model) => (bool)model["output_info"]!["output_config"]!["concepts_mutually_exclusive"]!;
}
