using System.Text;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>A request as its bytes came in: the head always, the body where the script of the test reads it.</summary>
internal sealed class RawRequest
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    public RawRequest(string head)
    {
        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] start = lines[0].Split(' ');
        (Method, Target) = (start[0], start[1]);
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            _headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
    }

    public string Method { get; }

    /// <summary>What stands in the request line: a path with its query; an address where the sender thinks this is a proxy.</summary>
    public string Target { get; }

    public string? Authorization => Header("Authorization");

    public int Length => int.Parse(Header("Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>True where the body comes in chunks.</summary>
    public bool IsChunked => Header("Transfer-Encoding") == "chunked";

    /// <summary>The whole body; null where it was not read to its end.</summary>
    public byte[]? Body { get; set; }

    /// <summary>The inputs, where the whole body was read.</summary>
    public IReadOnlyList<ReceivedInput> Inputs =>
        Body is null ? [] : new ReceivedRequest(Method, Target, Authorization, Encoding.UTF8.GetString(Body)).Inputs;

    public IReadOnlyList<string> Captions => [.. Inputs.Select(input => input.Caption)];

    public string? Header(string name) => _headers.GetValueOrDefault(name);
}
