using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>
/// A service that fails in all the ways there are, as a seed says: the same request meets the same fate, however requests interleave. Some
/// pictures are bad and never get an answer; it keeps, for each picture, with what errors it may rightly end.
/// </summary>
internal sealed class FaultyService
{
    private static readonly int[] BadCodes = [30002, 30101, 30104, 30105, 47104];

    private readonly int _seed;
    private readonly double _faults;
    private readonly int _largest;
    private readonly Dictionary<string, int> _bad = [];
    private readonly ConcurrentDictionary<string, int> _attempts = [];
    private readonly ConcurrentDictionary<(string Name, ErrorId Error), bool> _excuses = [];

    public FaultyService(int seed, int pictures)
    {
        _seed = seed;
        var random = new Random(seed);
        _faults = random.NextDouble() * 0.4;
        _largest = random.Next(4) == 0 ? random.Next(1, 12) : int.MaxValue;
        double badShare = random.NextDouble() * 0.1;
        for (int name = 0; name < pictures; name++)
        {
            if (random.NextDouble() < badShare)
            {
                _bad.Add($"{name}", BadCodes[random.Next(BadCodes.Length)]);
            }
        }
    }

    public bool IsBad(string name) => _bad.ContainsKey(name);

    /// <summary>True where something has happened to a picture that ends in this error.</summary>
    public bool Explains(string name, ErrorId error) =>
        _excuses.ContainsKey((name, error)) || (_bad.TryGetValue(name, out int code) && StatusCodes.Find(code).Error == error);

    public HttpResponseMessage Answer(SentRequest request)
    {
        IReadOnlyList<string> names = request.Inputs;
        string key = $"{names[0]}-{names.Count}";
        int attempt = _attempts.AddOrUpdate(key, 1, (_, attempts) => attempts + 1);
        var random = new Random(HashCode(key, attempt));
        return names.Count > _largest ? ScriptedHandler.Json(Pictures.Refusal(40033), 400)
            : random.NextDouble() < _faults ? Fault(names, random.Next(10))
            : names.Any(IsBad) ? WithBadOnes(names, random.Next(3))
            : ScriptedHandler.Json(Pictures.Answer(names));
    }

    private HttpResponseMessage Fault(IReadOnlyList<string> names, int kind)
    {
        switch (kind)
        {
            case 0:
                Excuse(names, ErrorId.ConnectionFailed);
                throw new HttpRequestException("reset");
            case 1:
                Excuse(names, ErrorId.Throttled);
                return ScriptedHandler.Json(Pictures.Refusal(11005), 429);
            case 2:
                Excuse(names, ErrorId.ServiceUnavailable);
                return ScriptedHandler.Json("<html>", 502);
            case 3:
                Excuse(names, ErrorId.ServiceUnavailable);
                return ScriptedHandler.Json(Pictures.Refusal(10020), 200);
            case 4:
                return ScriptedHandler.Json(Pictures.Refusal(21355), 400);
            case 5:
                Excuse(names, ErrorId.InvalidResponse);
                return ScriptedHandler.Json("{\"status\":{\"code\":10000},\"outputs\":[");
            case 6:
                Excuse(names, ErrorId.InvalidResponse);
                return ScriptedHandler.Json(Pictures.Answer(names.Append("one too many")));
            case 7:
                Excuse(names, ErrorId.ServiceUnavailable);
                return ScriptedHandler.Json(Pictures.Refusal(99009), 200);
            case 8:
                // Everyone dragged along: for a single one it is the verdict.
                Excuse(names, ErrorId.InputRejected);
                return ScriptedHandler.Json(Pictures.Answer(10020, names.Select(_ => Pictures.Failure(10020))), 400);
            default:
                Excuse(names, ErrorId.FileTooLarge);
                return ScriptedHandler.Json("", 413);
        }
    }

    private HttpResponseMessage WithBadOnes(IReadOnlyList<string> names, int era) => era switch
    {
        0 => ScriptedHandler.Json(Pictures.Answer(10010, names.Select(FailureOrOutput)), 207),
        1 => ScriptedHandler.Json(Pictures.Answer(10020, names.Select(name => Pictures.Failure(_bad.GetValueOrDefault(name, 10020)))), 400),
        _ when names.Count == 1 => ScriptedHandler.Json(Pictures.Answer(_bad[names[0]], names.Select(FailureOrOutput)), 400),
        _ => ScriptedHandler.Json(Pictures.Refusal(_bad[names.First(IsBad)]), 400),
    };

    private JsonObject FailureOrOutput(string name) =>
        _bad.TryGetValue(name, out int code) ? Pictures.Failure(code) : Pictures.Output(name);

    private void Excuse(IReadOnlyList<string> names, ErrorId error)
    {
        foreach (string name in names)
        {
            _excuses.TryAdd((name, error), true);
        }
    }

    // The framework's hashes of strings differ from process to process.
    private int HashCode(string key, int attempt) =>
        key.Aggregate((_seed * 31) + attempt, (hash, character) => unchecked((hash * 31) + character));
}
