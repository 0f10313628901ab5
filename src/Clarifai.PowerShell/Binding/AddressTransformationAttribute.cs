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
        PSObject { BaseObject: PSCustomObject } row when !PathNames.Any(name => Text(row, name) is not null) =>
            AddressNames.Select(name => Text(row, name)).FirstOrDefault(text => text is not null)
            ?? Source(row)
            ?? (AddressNames.Any(name => row.Properties[name] is not null) ? Blank : inputData),
        PSObject answer when TypeMembers.Origin(answer.BaseObject) is { Input.IsUri: true } origin => origin.Source,
        _ => inputData,
    };

    // A row of a table of our answers, or an answer returned from a job: the URL, or that of the file.
    private static string? Source(PSObject row) => Text(row, nameof(AnswerObject.Source)) is not { } source ? null
        : Uri.TryCreate(source, UriKind.Absolute, out Uri? address) ? (address.IsFile ? address.AbsoluteUri : source)
        : null;

    private static string? Text(PSObject row, string name) =>
        row.Properties[name]?.Value?.ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>
    /// An empty column: not a string, so that the binder skips it; as an argument it becomes an empty string, which is rejected.
    /// </summary>
    private sealed class NoAddress
    {
        public static NoAddress Instance { get; } = new();

        public override string ToString() => "";
    }
}
