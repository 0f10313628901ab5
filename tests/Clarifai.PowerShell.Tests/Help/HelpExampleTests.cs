using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Clarifai.PowerShell.Tests.Fixture;
using Clarifai.Shell;

namespace Clarifai.PowerShell.Tests.Help;

/// <summary>
/// The examples of the help run: against a stub, or against the local engine where they connect to it. Those that need commands which this
/// host does not have run in the Pester suite.
/// </summary>
public sealed partial class HelpExampleTests : ConnectedTest
{
    private const string Frames =
        """{"frames":[{"frame_info":{"index":0,"time":0},"data":{"concepts":[{"id":"ai_1","name":"cat","value":0.95}]}}]}""";
    private const string Concepts = """{"concepts":[{"id":"ai_1","name":"cat","value":0.95}]}""";

    private const string WorkflowResult =
        $$"""{"status":{"code":10000},"outputs":[{"status":{"code":10000},"model":{"id":"m1","name":"general"},"data":{{Concepts}}}]}""";

    private static readonly string[] HostCommands = ["ForEach-Object", "Where-Object", "Read-Host"];

    private static readonly (string Cmdlet, string Code)[] All = [.. Read()];

    public static TheoryData<string, string> Examples => [.. All.Where(example => RunsHere(example.Code))];

    [Fact]
    public void Every_cmdlet_has_an_example_that_runs_here() =>
        Assert.Empty(All.GroupBy(example => example.Cmdlet)
            .Where(group => !group.Any(example => RunsHere(example.Code))).Select(group => group.Key));

    [Theory]
    [MemberData(nameof(Examples))]
    public void It_runs_without_an_error(string cmdlet, string code)
    {
        Assert.NotEmpty(cmdlet);
        Service.Data = input => input.Kind == "video" ? Frames : Concepts;
        Service.Reply = request =>
            request.Path.Contains("/workflows/", StringComparison.Ordinal) ? new StubReply(200, WorkflowAnswer(request)) : null;
        foreach (string photo in Directory.GetFiles(Repository.PathOf("samples"), "*.jpg"))
        {
            Folder.Write(Path.GetFileName(photo), File.ReadAllBytes(photo));
            Folder.Write(Path.Combine("samples", Path.GetFileName(photo)), File.ReadAllBytes(photo));
        }

        Folder.Video("clip.mp4");
        Session.GoTo(Folder.FullPath);
        Session.Run("function Read-Host([switch] $AsSecureString) { $key }");
        if (NeedsKey().IsMatch(code))
        {
            Session.Run("$PSDefaultParameterValues = @{ 'Connect-Clarifai:BaseUri' = $service }");
        }

        Session.Run(code);
    }

    private static string WorkflowAnswer(ReceivedRequest request) =>
        $$"""{"status":{"code":10000},"results":[{{string.Join(',', request.Inputs.Select(_ => WorkflowResult))}}]}""";

    private static IEnumerable<(string Cmdlet, string Code)> Read()
    {
        string path = Path.Combine(Path.GetDirectoryName(Checkout.ModuleManifest)!, "en-US", "Clarifai.PowerShell.dll-Help.xml");
        return
            from command in XDocument.Load(path).Root!.Elements()
            from code in command.Descendants().Where(element => element.Name.LocalName == "code")
            select (command.Descendants().First(element => element.Name.LocalName == "name").Value, code.Value);
    }

    private static bool RunsHere(string code) =>
        !NeedsFfmpeg().IsMatch(code)
        && Commands(code).All(name => HostCommands.Contains(name) || name.Contains("-Clarifai", StringComparison.Ordinal));

    private static IEnumerable<string> Commands(string code) =>
        Parser.ParseInput(code, out _, out _).FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Select(node => ((CommandAst)node).GetCommandName());

    [GeneratedRegex("-Split|-SampleLocally")]
    private static partial Regex NeedsFfmpeg();

    [GeneratedRegex("-ApiKey|-PersonalAccessToken")]
    private static partial Regex NeedsKey();
}
