using System.Globalization;
using System.Text;

namespace Clarifai.Help;

/// <summary>Writes a page of docs: its written parts, with the rest generated.</summary>
public static class PageWriter
{
    private const int LineLength = 100;

    /// <summary>The page of a cmdlet.</summary>
    /// <param name="help">Its help.</param>
    /// <returns>Markdown with line feeds.</returns>
    public static string Text(CmdletHelp help)
    {
        var page = new StringBuilder();
        HelpPage written = help.Page;
        page.Append(CultureInfo.InvariantCulture, $"# {help.Shape.Name}\n\n{written.Synopsis.Markdown}\n\n## Syntax\n\n```\n");
        page.AppendJoin("\n\n", help.Shape.Sets.Select(set => Syntax(help.Shape, set)));
        page.Append(CultureInfo.InvariantCulture, $"\n```\n{Further(help.Shape)}");
        page.Append(CultureInfo.InvariantCulture, $"\n## Description\n\n{written.Description.Markdown}\n\n## Examples\n");
        foreach (Example example in written.Examples)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {example.Title}\n\n```powershell\n{example.Code}\n```\n");
            page.Append(example.Remarks.IsEmpty ? "" : $"\n{example.Remarks.Markdown}\n");
        }

        page.Append(help.Shape.Parameters.Count > 0 ? "\n## Parameters\n" : "");
        foreach (ParameterShape parameter in help.Shape.Parameters)
        {
            string mark = written.Parameters.ContainsKey(parameter.Name) ? "" : $"{HelpPage.SharedMark}\n\n";
            page.Append(CultureInfo.InvariantCulture, $"\n### -{parameter.Name}\n\n{mark}{help.Parameters[parameter.Name].Markdown}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"{HelpPage.FirstFact}{parameter.TypeName}`\n");
            foreach ((string fact, string value) in Facts(parameter, help.Shape))
            {
                page.Append(CultureInfo.InvariantCulture, $"- {fact}: {value}\n");
            }
        }

        Append(page, "Inputs", written.Inputs);
        Append(page, "Outputs", written.Outputs);
        if (written.Links.Count > 0)
        {
            page.Append("\n## Links\n\n");
            page.AppendJoin('\n', written.Links.Select(link =>
                link.StartsWith("about_", StringComparison.Ordinal) ? $"- `Get-Help {link}`" : $"- [{link}]({link}.md)"));
            page.Append('\n');
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, string title, IReadOnlyList<TypeNote> types)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        foreach (TypeNote type in types)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"- `{type.Type}`: {type.Note.Markdown.Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
        }
    }

    private static string Further(CmdletShape shape)
    {
        string[] names = [.. shape.FurtherSets.Select(name => $"`-{name}`")];
        return names switch
        {
            [] => "",
            [var one] => $"\nA further parameter set takes {one}.\n",
            [.. var others, var last] => $"\nFurther parameter sets take {string.Join(", ", others)} or {last}.\n",
        };
    }

    private static IEnumerable<(string Fact, string Value)> Facts(ParameterShape parameter, CmdletShape shape)
    {
        if (parameter.Default is { } initial)
        {
            yield return ("Default", $"`{initial}`");
        }

        if (parameter.Range is { } range)
        {
            yield return ("Range", range);
        }

        if (parameter.Values.Count > 0)
        {
            yield return ("Values", string.Join(", ", parameter.Values.Select(value => $"`{value}`")));
        }

        if (parameter.IsMandatory)
        {
            yield return ("Required",
                shape.Sets.All(set => set.Parameters.Any(other => other.Name == parameter.Name)) ? "yes" : "in its parameter set");
        }

        if (parameter.Position is { } position)
        {
            yield return ("Position", $"{position}");
        }

        if (parameter.FromPipeline || parameter.FromPipelineByName)
        {
            yield return ("Pipeline", (parameter.FromPipeline, parameter.FromPipelineByName) switch
            {
                (true, true) => "by value, by property name",
                (true, false) => "by value",
                _ => "by property name",
            });
        }

        if (parameter.TakesWildcards)
        {
            yield return ("Wildcards", "yes");
        }

        if (parameter.Aliases.Count > 0)
        {
            yield return ("Aliases", string.Join(", ", parameter.Aliases.Select(alias => $"`{alias}`")));
        }
    }

    private static string Syntax(CmdletShape shape, ParameterSetShape set)
    {
        var text = new StringBuilder(shape.Name);
        int length = shape.Name.Length;
        IEnumerable<string> confirmation = shape.Confirmation.Select(parameter => $"[-{parameter}]");
        foreach (string part in set.Parameters.Select(Syntax).Concat(confirmation).Append("[<CommonParameters>]"))
        {
            if (length + part.Length + 1 > LineLength)
            {
                text.Append("\n   ");
                length = 3;
            }

            text.Append(' ').Append(part);
            length += part.Length + 1;
        }

        return text.ToString();
    }

    private static string Syntax(ParameterShape parameter)
    {
        string name = parameter.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string text = parameter.IsSwitch ? name : $"{name} <{parameter.TypeName}>";
        return parameter.IsMandatory ? text : $"[{text}]";
    }
}
