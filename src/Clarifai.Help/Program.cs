using System.Text;

namespace Clarifai.Help;

/// <summary>
/// Generates the module's help from the pages in docs and from what the cmdlets declare: fills in the generated parts of a page (syntax,
/// shared parameters, types and limits), or writes MAML for Get-Help. A build accepts a missing page; a test does not.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["pages", string docs]:
                    FillIn(docs);
                    return 0;
                case ["maml", string docs, string folder, .. { Length: <= 1 } address]:
                    WriteMaml(docs, folder, address.FirstOrDefault());
                    return 0;
                default:
                    Console.Error.WriteLine("Usage: Clarifai.Help pages docs | maml docs folder [address of docs on the web]");
                    return 2;
            }
        }
        catch (HelpException e)
        {
            // In a compiler's format, so that the build reports it as its own error.
            Console.Error.WriteLine($"{e.File} : error HELP01: {e.Message}");
            return 1;
        }
    }

    private static void FillIn(string docs)
    {
        IReadOnlyList<CmdletShape> shapes = CmdletShape.All();
        var pages = HelpPages.Read(docs);
        pages.RequireComplete(shapes);
        foreach (CmdletHelp help in shapes.Select(pages.Find).OfType<CmdletHelp>())
        {
            WriteText(help.Page.File, PageWriter.Text(help));
        }
    }

    private static void WriteMaml(string docs, string folder, string? address)
    {
        Directory.CreateDirectory(folder);
        MamlWriter.Write(
            CmdletShape.All().Select(HelpPages.Read(docs).Find).OfType<CmdletHelp>(),
            address,
            Path.Combine(folder, "Clarifai.PowerShell.dll-Help.xml"));
        WriteText(Path.Combine(folder, "about_Clarifai_Errors.help.txt"), ErrorTopic.Text());
    }

    private static void WriteText(string path, string text) => File.WriteAllText(path, text, new UTF8Encoding(false));
}
