using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Help;

/// <summary>What Get-Help says of each cmdlet, beside what the cmdlet declares.</summary>
public sealed partial class HelpTests : IDisposable
{
    private static readonly string[] ErrorsOfOneInput =
    [
        "FileNotFound (ObjectNotFound)",
        "PathIsDirectory (InvalidArgument)",
        "PathNotFileSystem (InvalidArgument)", "PathOutsideRoot (InvalidArgument)",
        "FileAccessDenied (PermissionDenied)",
        "FileReadFailed (ReadError)",
        "FileExists (ResourceExists)",
        "FileWriteFailed (WriteError)",
        "FileTooLarge (LimitsExceeded)",
        "VideoTooLong (LimitsExceeded)",
        "UnsupportedMediaType (InvalidData)",
        "InvalidRow (InvalidData)",
        "InputRejected (InvalidData)",
        "InputDownloadFailed (ResourceUnavailable)",
        "RequestTimeout (OperationTimeout)",
        "ConnectionFailed (ConnectionError)",
        "Throttled (ResourceBusy)",
        "ServiceUnavailable (ResourceUnavailable)",
        "ModelNotReady (ResourceUnavailable)",
        "InvalidResponse (InvalidResult)",
        "FfmpegNotFound (NotInstalled)",
        "FfmpegFailed (InvalidResult)",
        "ExifToolFailed (InvalidResult)",
        "EvaluationFailed (InvalidResult)",
    ];

    private static readonly string[] ErrorsThatEndTheRun =
    [
        "NotConnected (AuthenticationError)",
        "NotAuthenticated (AuthenticationError)",
        "NotAuthorized (PermissionDenied)",
        "QuotaExceeded (QuotaExceeded)",
        "ConnectionLost (ConnectionError)",
        "ModelNotFound (ObjectNotFound)",
        "InvalidModelArgument (InvalidArgument)",
        "ModelExists (ResourceExists)",
        "TrainingFailed (InvalidResult)",
        "LocalEngineNotFound (NotInstalled)",
        "LocalEngineFailed (ResourceUnavailable)",
        "ExifToolNotFound (NotInstalled)",
        "CheckpointMismatch (InvalidOperation)",
        "CheckpointInUse (ResourceBusy)",
        "CheckpointFailed (WriteError)",
    ];

    private readonly ModuleSession _session = new();

    public static TheoryData<string> Cmdlets
    {
        get
        {
            using var session = new ModuleSession();
            return [.. session.Run("Get-Command -Module Clarifai -CommandType Cmdlet").All("Name").Cast<string>()];
        }
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_says_what_the_cmdlet_does_takes_and_emits(string cmdlet)
    {
        PSObject help = Help(cmdlet);

        Assert.EndsWith(".", ((string)help.Value("Synopsis")!).Trim(), StringComparison.Ordinal);
        Assert.True(Text(help, "description").Length > 100, "The description is short.");
        Assert.NotEmpty(Items(help, "inputTypes", "inputType"));
        Assert.NotEmpty(Items(help, "returnValues", "returnValue"));
        Assert.True(Items(help, "examples", "example").Count >= 3, "There are fewer than three examples.");
        Assert.All(Items(help, "examples", "example"), example => Assert.NotEmpty((string)example.Value("code")!));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_describes_every_parameter_with_its_default_and_range(string cmdlet)
    {
        var command = (CmdletInfo)Assert.Single(_session.Run($"Get-Command {cmdlet}").Output).BaseObject;
        object instance = Activator.CreateInstance(command.ImplementingType)!;
        var described = Items(Help(cmdlet), "parameters", "parameter").ToDictionary(item => (string)item.Value("name")!);
        ParameterMetadata[] declared = [.. command.Parameters.Values.Where(parameter =>
            !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name))];

        Assert.Equal(declared.Select(parameter => parameter.Name).Order(), described.Keys.Order());
        Assert.All(declared, parameter => Check(
            parameter,
            described[parameter.Name],
            command.ImplementingType.GetProperty(parameter.Name)!.GetValue(instance)));
    }

    [Theory]
    [InlineData("Set-ClarifaiKeyword", true)]
    [InlineData("Measure-ClarifaiInput", false)]
    public void Its_syntax_shows_what_asks_before_it_changes_anything(string cmdlet, bool asks)
    {
        string syntax = string.Concat(_session.Run($"(Get-Help {cmdlet}).Syntax | Out-String -Width 500").Output);

        Assert.Equal(asks, syntax.Contains("[-WhatIf] [-Confirm] [<CommonParameters>]", StringComparison.Ordinal));
    }

    [Fact]
    public void The_errors_topic_has_every_error_with_its_category()
    {
        string topic = string.Join('\n', _session.Run("Get-Help about_Clarifai_Errors").Output.Select(line => line.ToString()));

        // An error is a line of its own: four spaces, the id, and the category in parentheses.
        string[] halves = topic.ReplaceLineEndings("\n").Split("ERRORS THAT END THE RUN");
        Assert.Equal([ErrorsOfOneInput, ErrorsThatEndTheRun], halves.Select(ErrorLines));

        // The client is loaded by the first cmdlet that needs it.
        _session.Run("Measure-ClarifaiInput https://example.com/a.jpg");
        ScriptResult ids = _session.Run("[enum]::GetNames([Clarifai.ErrorId])");
        Assert.Equal(
            ids.Output.Select(id => id.ToString()).Where(id => id != "None"),
            ErrorsOfOneInput.Concat(ErrorsThatEndTheRun).Select(error => error.Split(' ')[0]));
    }

    private static void Check(ParameterMetadata parameter, PSObject help, object? initial)
    {
        string name = parameter.Name;
        string text = Text(help, "description");
        Assert.True(
            text.Length > name.Length + 10 && text.TrimEnd('.') != name && text.Contains(' ', StringComparison.Ordinal),
            $"-{name} is not described: '{text}'");

        foreach (ValidateRangeAttribute range in parameter.Attributes.OfType<ValidateRangeAttribute>())
        {
            Assert.Contains(Invariant($"Range: {range.MinRange} to {range.MaxRange}."), text, StringComparison.Ordinal);
        }

        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        IEnumerable<string> values = type.IsEnum ? Enum.GetNames(type)
            : parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues);
        Assert.All(values, value => Assert.Contains(value, text, StringComparison.Ordinal));

        bool isOptional = parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => !attribute.Mandatory);
        bool hasValue = initial is not null and not ICollection { Count: 0 };
        if (isOptional && hasValue)
        {
            Assert.Equal(
                parameter.SwitchParameter ? "False" : initial is string[] several ? string.Join(", ", several) : Invariant($"{initial}"),
                help.Value("defaultValue"));
        }
        else if (isOptional)
        {
            Assert.True(text.Contains("Default: ", StringComparison.Ordinal), $"-{name} does not say what happens without it.");
        }
    }

    private PSObject Help(string cmdlet) => Assert.Single(_session.Run($"Get-Help {cmdlet} -Full").Output);

    private static string Text(PSObject instance, string property) =>
        string.Join(' ', ((IEnumerable)instance.Value(property)!).Cast<object>()
            .Select(paragraph => PSObject.AsPSObject(paragraph).Value("Text")));

    private static IReadOnlyList<PSObject> Items(PSObject help, string list, string item)
    {
        object? parent = help.Properties[list]?.Value;
        object? items = parent is null ? null : PSObject.AsPSObject(parent).Properties[item]?.Value;
        return items switch
        {
            null => [],
            PSObject { BaseObject: not IEnumerable } single => [single],
            IEnumerable several => [.. several.Cast<object>().Select(PSObject.AsPSObject)],
            _ => [PSObject.AsPSObject(items)],
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> ErrorLines(string text) => ErrorLine().Matches(text).Select(line => line.Groups[1].Value);

    [GeneratedRegex(@"^    (\w+ \(\w+\))$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
