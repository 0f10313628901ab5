using System.Xml.Linq;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Samples;

public sealed class WriteKeywordSidecarTests : SampleTest
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    [Fact]
    public void The_keywords_of_each_photo_are_in_a_sidecar_beside_it()
    {
        Service.Data = _ => Concepts(("cat", 0.99), ("black & <white>", 0.95), ("cat", 0.92));
        Photo("[a].jpg");

        ScriptResult result = Session.Run($"./Write-KeywordSidecar.ps1 '{Photos}' -Language de");

        Assert.Equal(Path.Combine(Photos, "[a].xmp"), Assert.IsType<FileInfo>(Assert.Single(result.Output).BaseObject).FullName);
        Assert.Equal(["cat", "black & <white>"], Keywords("[a].xmp"));
        Assert.Contains("\"de\"", Service.Requests[0].OutputConfig!, StringComparison.Ordinal);
        Assert.Equal(
            ["[a].jpg", "[a].xmp"],
            Directory.EnumerateFiles(Photos).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_sidecar_that_is_there_is_kept_unless_forced()
    {
        Photo("a.jpg");
        string sidecar = Folder.Write("photos/a.xmp", "work"u8.ToArray());

        ScriptResult kept = Session.Run($"./Write-KeywordSidecar.ps1 '{Photos}'");
        Assert.Equal("work", File.ReadAllText(sidecar));
        Assert.Contains(sidecar, Assert.Single(kept.Warnings), StringComparison.Ordinal);

        Session.Run($"./Write-KeywordSidecar.ps1 '{Photos}' -Force");
        Assert.Equal(["a"], Keywords("a.xmp"));
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Photo("a.jpg");

        Session.Run($"./Write-KeywordSidecar.ps1 '{Photos}' -WhatIf");

        Assert.Single(Directory.EnumerateFiles(Photos));
    }

    private IEnumerable<string> Keywords(string sidecar) =>
        XDocument.Load(Path.Combine(Photos, sidecar)).Root!
            .Element(Rdf + "RDF")!.Element(Rdf + "Description")!.Element(Dc + "subject")!.Element(Rdf + "Bag")!.Elements(Rdf + "li")
            .Select(keyword => keyword.Value);
}
