using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Clarifai.PowerShell;

namespace Clarifai.Help;

/// <summary>The topic about_Clarifai_Errors: the table of errors, with the doc comment of each id.</summary>
public static class ErrorTopic
{
    private const int LineLength = 79;

    /// <summary>The topic as Get-Help shows it.</summary>
    /// <returns>Plain text with line feeds.</returns>
    public static string Text()
    {
        Dictionary<string, string> meanings = Meanings();
        var text = new StringBuilder(
            """
            TOPIC
                about_Clarifai_Errors

            SHORT DESCRIPTION
                The ids of all errors, and how they affect a run.

            LONG DESCRIPTION
                Every error has a stable id, the first part of its FullyQualifiedErrorId,
                and a category. Its TargetObject is the input as specified; its message
                includes the service's description, code, and request id. For some errors,
                ErrorDetails.RecommendedAction suggests a fix.

                Most errors affect one input, which then has no answer; all others have
                theirs. An error ends the run if no later input could succeed; earlier
                answers are written first.

                    $answers = Get-ChildItem *.jpg |
                        Invoke-ClarifaiPredict -ErrorVariable failed
                    $failed | Where-Object FullyQualifiedErrorId -like 'FileTooLarge,*' |
                        ForEach-Object TargetObject

            ERRORS OF ONE INPUT

            """.ReplaceLineEndings("\n"));
        ILookup<bool, ErrorId> errors = Enum.GetValues<ErrorId>().Where(id => id is not ErrorId.None).ToLookup(id => id.EndsRun());
        AppendTable(text, errors[false], meanings);
        text.Append("\nERRORS THAT END THE RUN\n");
        AppendTable(text, errors[true], meanings);
        text.Append("\nSEE ALSO\n    about_Clarifai\n    Invoke-ClarifaiPredict\n");
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, IEnumerable<ErrorId> ids, Dictionary<string, string> meanings)
    {
        foreach (ErrorId id in ids)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {id} ({ErrorFactory.CategoryOf(id)})\n");
            foreach (string line in Wrap(meanings[id.ToString()], LineLength - 8))
            {
                text.Append(CultureInfo.InvariantCulture, $"        {line}\n");
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    // The compiler writes the doc comments to a file next to the assembly.
    private static Dictionary<string, string> Meanings()
    {
        const string Prefix = "F:Clarifai.ErrorId.";
        string path = Path.ChangeExtension(typeof(ErrorId).Assembly.Location, ".xml");
        return XDocument.Load(path).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(member => member.Attribute("name")!.Value[Prefix.Length..], member => member.Element("summary")!.Value);
    }
}
