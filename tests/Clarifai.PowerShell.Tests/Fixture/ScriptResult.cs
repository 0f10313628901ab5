using System.Management.Automation;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>What a script wrote. A terminating error is kept apart from those that the script went on after.</summary>
internal sealed record ScriptResult
{
    public required IReadOnlyList<PSObject> Output { get; init; }

    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    public required ErrorRecord? Terminating { get; init; }

    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>One property of every object, in order.</summary>
    public IReadOnlyList<object?> All(string property) => [.. Output.Select(row => row.Value(property))];

    /// <summary>The sources of the answers, in order.</summary>
    public IReadOnlyList<object?> Sources => All("Source");

    /// <summary>The names of the concepts, in order.</summary>
    public IReadOnlyList<object?> Names => All("Name");
}
