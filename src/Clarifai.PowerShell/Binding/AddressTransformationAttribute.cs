using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Finds the URL in a row without a path, such as a row of a CSV file with both columns, or an answer for a URL. The binder would bind such
/// a row by its empty path. Everything else is left unchanged and binds as usual, without the cost of an exception.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    // Accepted by the binder, and rejected later with a reason.
    private const string Blank = " ";

    private static readonly string[] AddressNames = ["Uri", "Url"];
    private static readonly string[] PathNames = ["Path", "LiteralPath", "PSPath", "FullName"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        null or "" => NoAddress.Instance,
        PSObject { BaseObject: PSCustomObject } row when Text(row, PathNames) is null =>
            Text(row, AddressNames) ?? (AddressNames.Any(name => row.Properties[name] is not null) ? Blank : inputData),
        PSObject answer when TypeMembers.Origin(answer.BaseObject) is { Input.IsUri: true } origin => origin.Source,
        _ => inputData,
    };

    /// <summary>The source in a row without a path and an address; null for any other row.</summary>
    internal static string? FindSource(PSObject row) =>
        Text(row, [.. PathNames, .. AddressNames]) is null ? Text(row, [nameof(AnswerObject.Source)]) : null;

    // That of the first column that is filled.
    private static string? Text(PSObject row, string[] names) =>
        names.Select(name => row.Properties[name]?.Value?.ToString()).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>
    /// An empty column: not a string, so that the binder skips it; as an argument it becomes an empty string, which is rejected.
    /// </summary>
    private sealed class NoAddress
    {
        public static NoAddress Instance { get; } = new();

        public override string ToString() => "";
    }
}
