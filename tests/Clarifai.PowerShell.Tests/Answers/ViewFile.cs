using System.Xml.Linq;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>
/// The views that are not the default ones. Format-Table -View and Format-List are not there without pwsh: a module of the test makes a
/// view the only one of a type of its own.
/// </summary>
internal static class ViewFile
{
    /// <summary>The views of the staged module.</summary>
    public static XDocument Load() =>
        XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleRunspace.Manifest)!, "Clarifai.Format.ps1xml"));

    public static IEnumerable<string> Types(XElement view) =>
        view.Element("ViewSelectedBy")!.Elements("TypeName").Select(type => type.Value);

    /// <summary>A script that pipes objects through a view. It has the folder's modules, so that it may be used once a folder.</summary>
    public static string Through(this SampleFolder folder, string viewName, string typeName)
    {
        XDocument format = Load();
        XElement view = format.Descendants("View")
            .Single(view => view.Element("Name")!.Value == viewName && Types(view).Contains("Clarifai." + typeName));
        view.ElementsBeforeSelf().Remove();
        view.ElementsAfterSelf().Remove();
        view.Descendants("TypeName").First().Value = "Test.View";
        format.Save(folder.PathOf("Test.Format.ps1xml"));
        string manifest = folder.PathOf("Test.psd1");
        File.WriteAllText(manifest, "@{ ModuleVersion = '1.0'; FormatsToProcess = 'Test.Format.ps1xml' }");
        return $"ForEach-Object -Begin {{ Import-Module '{manifest}' }} -Process {{ $_.PSTypeNames.Insert(0, 'Test.View'); $_ }}";
    }
}
