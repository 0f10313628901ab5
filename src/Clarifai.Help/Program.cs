using System.Text;

namespace Clarifai.Help;

/// <summary>
/// Makes the module's help. <c>--maml folder</c> writes what Get-Help reads, with the address of each cmdlet's page below the one that
/// <c>--online</c> gives; <c>--pages folder</c> writes one markdown page a cmdlet. Both come from the sources in src/module/help and from
/// what the cmdlets declare. A build goes on where help is not written yet; pages are made of complete help only, which a test demands.
/// </summary>
internal static class Program
{
    private const string Usage = "Usage: Clarifai.Help [--sources src/module/help] (--maml folder [--online address] | --pages folder)";

    private static int Main(string[] arguments)
    {
        string sources = "src/module/help";
        string? maml = null;
        string? online = null;
        string? pages = null;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--sources" when value is not null:
                    sources = value;
                    break;
                case "--maml" when value is not null:
                    maml = value;
                    break;
                case "--online" when value is not null:
                    online = value;
                    break;
                case "--pages" when value is not null:
                    pages = value;
                    break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }

        if (maml is null && pages is null)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        try
        {
            Make(HelpSources.Read(sources), maml, online, pages);
            return 0;
        }
        catch (HelpException e)
        {
            // As a compiler says it, so that the build shows it as its own error.
            Console.Error.WriteLine($"{e.File} : error HELP01: {e.Message}");
            return 1;
        }
    }

    private static void Make(HelpSources sources, string? maml, string? online, string? pages)
    {
        IReadOnlyList<CmdletShape> shapes = CmdletShape.All();
        CmdletHelp[] all = [.. shapes.Select(sources.Find).OfType<CmdletHelp>()];
        if (maml is not null)
        {
            Directory.CreateDirectory(maml);
            MamlWriter.Write(all, online, Path.Combine(maml, "Clarifai.PowerShell.dll-Help.xml"));
            WriteText(Path.Combine(maml, "about_Clarifai_Errors.help.txt"), ErrorTopic.Text());
        }

        if (pages is not null)
        {
            sources.RequireComplete(shapes);
            foreach (CmdletHelp help in all)
            {
                WriteText(Path.Combine(pages, help.Shape.Name + ".md"), PageWriter.Text(help));
            }
        }
    }

    private static void WriteText(string path, string text) => File.WriteAllText(path, text, new UTF8Encoding(false));
}
