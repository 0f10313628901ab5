using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>No kind of answer is forgotten: each is declared, has its views, and is flat.</summary>
public sealed class ViewCoverageTests : ConnectedTest
{
    private static readonly string[] Kinds =
        [.. Directory.EnumerateFiles(KindAnswers.Folder).Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Fact]
    public void Every_type_of_an_answer_has_a_table_one_by_source_and_a_list_live_and_deserialized()
    {
        ILookup<string, string> views = ViewFile.Load().Descendants("View").ToLookup(
            view => string.Join(", ", ViewFile.Types(view)), view => $"{view.Element("Name")!.Value} {Control(view)}");

        Assert.All(AnswerTypes(), name => Assert.Equal(
            [$"{name} TableControl", "BySource TableControl", "List ListControl"], views[$"{name}, Deserialized.{name}"]));
    }

    [Fact]
    public void Every_property_that_a_view_shows_is_there()
    {
        foreach (XElement view in ViewFile.Load().Descendants("View"))
        {
            Type type = TypeOf(ViewFile.Types(view).First());
            Assert.All(
                view.Descendants("PropertyName").Concat(view.Descendants("Label")),
                property => Assert.True(type.GetProperty(property.Value) is not null, $"{type.Name} has no {property.Value}"));
        }
    }

    [Fact]
    public void Every_type_of_an_answer_has_main_properties_and_they_are_there()
    {
        var types = XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleRunspace.Manifest)!, "Clarifai.Types.ps1xml"));

        Assert.All(AnswerTypes(), name =>
        {
            XElement type = types.Descendants("Type").Single(type => type.Element("Name")!.Value == name);
            string[] main = [.. type.Descendants("ReferencedProperties").Single().Elements("Name").Select(property => property.Value)];
            Assert.InRange(main.Length, 3, 8);
            Assert.Equal("Source", main[0]);
            Assert.All(main, property => Assert.NotNull(TypeOf(name).GetProperty(property)));
        });
    }

    [Fact]
    public void What_is_emitted_is_flat_and_comparable_with_nothing()
    {
        Session.Set("path", Folder.Picture("a.jpg"));
        var seen = new HashSet<string>();
        foreach (string kind in Kinds)
        {
            Service.AnswerWith(kind);
            foreach (PSObject instance in Session.Run("Invoke-ClarifaiPredict $path").Output)
            {
                seen.Add(instance.TypeNames[0]);
                Assert.False(instance.BaseObject is IComparable);
                Assert.All(instance.Properties, property => Assert.True(
                    property.Value is null or string or double or int or long or IReadOnlyList<float>,
                    $"{instance.TypeNames[0]}.{property.Name} is {property.Value}"));
                Assert.Equal("Source", instance.Properties.First().Name);
            }
        }

        Assert.Equal(
            AnswerTypes().Where(name => name is not ("Clarifai.PredictOutput" or "Clarifai.VideoFrame")),
            seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_that_is_emitted_leads_back_to_its_file()
    {
        Session.Set("path", Folder.Picture("[a].jpg"));
        foreach (string kind in Kinds)
        {
            Service.AnswerWith(kind);

            Assert.All(
                Session.Run("Invoke-ClarifaiPredict -LiteralPath $path | ForEach-Object PSPath").Output,
                path => Assert.Equal(@"Microsoft.PowerShell.Core\FileSystem::" + Folder.PathOf("[a].jpg"), path.BaseObject));
        }
    }

    private static string Control(XElement view) => view.Elements().Last().Name.LocalName;

    private IEnumerable<string> AnswerTypes() => Predict().GetExportedTypes()
        .Where(type => !type.IsAbstract && DerivesFromAnswer(type))
        .Select(type => type.FullName!)
        .Order(StringComparer.Ordinal);

    private static bool DerivesFromAnswer(Type type) =>
        type.BaseType is { } parent && (parent.FullName == "Clarifai.AnswerObject" || DerivesFromAnswer(parent));

    private Type TypeOf(string name) => Predict().GetType(name, throwOnError: true)!;

    private CmdletInfo Command(string name) => (CmdletInfo)Assert.Single(Session.Run("Get-Command " + name).Output).BaseObject;

    // The module's own copy, as PowerShell has loaded it.
    private Assembly Predict() =>
        Command("Invoke-ClarifaiPredict").OutputType.First(type => type.Name == "Clarifai.Concept").Type!.Assembly;
}
