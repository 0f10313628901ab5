using System.Xml.Linq;

namespace Clarifai.Help;

/// <summary>Writes help in Get-Help's MAML format.</summary>
public static class MamlWriter
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes one file for all cmdlets of an assembly.</summary>
    /// <param name="all">Their help.</param>
    /// <param name="online">The URL of the folder of pages, which Get-Help -Online opens; null if there is none.</param>
    /// <param name="path">The file.</param>
    public static void Write(IEnumerable<CmdletHelp> all, string? online, string path)
    {
        IEnumerable<XElement> items = all.Select(help => Describe(help, online));
        new XDocument(new XElement(Root + "helpItems", new XAttribute("schema", "maml"), items)).Save(path);
    }

    private static XElement Describe(CmdletHelp help, string? online)
    {
        string name = help.Shape.Name;
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", name),
                new XElement(Command + "verb", name.Split('-')[0]),
                new XElement(Command + "noun", name.Split('-')[1]),
                Paragraphs(Maml + "description", help.Page.Synopsis.Paragraphs)),
            Paragraphs(Maml + "description", help.Page.Description.Paragraphs),
            new XElement(Command + "syntax", help.Shape.Sets.Select(set => new XElement(
                Command + "syntaxItem",
                new XElement(Maml + "name", name),
                set.Parameters.Select(parameter => Describe(parameter, help)),
                help.Shape.Confirmation.Select(DescribeSwitch)))),
            new XElement(Command + "parameters", help.Shape.Parameters.Select(parameter => Describe(parameter, help))),
            new XElement(Command + "inputTypes", help.Page.Inputs.Select(type => Describe("inputType", type))),
            new XElement(Command + "returnValues", help.Page.Outputs.Select(type => Describe("returnValue", type))),
            new XElement(Command + "examples", help.Page.Examples.Select(Describe)),
            new XElement(
                Command + "relatedLinks",
                online is null ? null : Link("Online version:", $"{online}/{name}.md"),
                help.Page.Links.Select(link => Link(link, ""))));
    }

    private static XElement DescribeSwitch(string name) => new(
        Command + "parameter",
        new XAttribute("required", "false"),
        new XAttribute("position", "named"),
        new XElement(Maml + "name", name));

    private static XElement Link(string text, string address) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri", address));

    private static XElement Describe(ParameterShape parameter, CmdletHelp help) => new(
        Command + "parameter",
        new XAttribute("required", parameter.IsMandatory ? "true" : "false"),
        new XAttribute("variableLength", parameter.Type.IsArray ? "true" : "false"),
        new XAttribute("globbing", parameter.TakesWildcards ? "true" : "false"),
        new XAttribute("pipelineInput", Pipeline(parameter)),
        new XAttribute("position", parameter.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
        new XElement(Maml + "name", parameter.Name),
        Paragraphs(Maml + "description", [.. help.Parameters[parameter.Name].Paragraphs, .. Limits(parameter)]),
        parameter.Values.Count > 0
            ? new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => new XElement(
                Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value)))
            : null,
        parameter.IsSwitch
            ? null
            : new XElement(
                Command + "parameterValue",
                new XAttribute("required", "true"),
                new XAttribute("variableLength", parameter.Type.IsArray ? "true" : "false"),
                parameter.TypeName),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.TypeName), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default ?? "None"));

    // MAML has no element for these.
    private static IEnumerable<string> Limits(ParameterShape parameter)
    {
        if (parameter.Range is { } range)
        {
            yield return $"Range: {range}.";
        }

        if (parameter.Values.Count > 0)
        {
            yield return $"Values: {string.Join(", ", parameter.Values)}.";
        }
    }

    private static string Pipeline(ParameterShape parameter) => (parameter.FromPipeline, parameter.FromPipelineByName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static XElement Describe(string element, TypeNote type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Type), new XElement(Maml + "uri")),
        Paragraphs(Maml + "description", type.Note.Paragraphs));

    private static XElement Describe(Example example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"-------- Example {index + 1}: {example.Title} --------"),
        new XElement(Dev + "code", example.Code),
        Paragraphs(Dev + "remarks", example.Remarks.Paragraphs));

    private static XElement Paragraphs(XName name, IEnumerable<string> paragraphs) =>
        new(name, paragraphs.Select(text => new XElement(Maml + "para", text)));
}
