using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>A test that writes a report and opens it in the browser.</summary>
public abstract class BrowserTest : IClassFixture<Chromium>, IDisposable
{
    private protected BrowserTest(Chromium browser) => Browser = browser;

    private protected Chromium Browser { get; }

    private protected ModuleSession Session { get; } = new();

    private protected SampleFolder Folder { get; } = new();

    private protected string Target => Folder.PathOf("report.html");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Session.Dispose();
        Folder.Dispose();
    }

    /// <summary>A photo from the samples, under a name of its own.</summary>
    private protected string Photo(string sample, string name) =>
        Folder.Write(name, File.ReadAllBytes(Repository.PathOf("samples", sample)));

    private protected void Export(IEnumerable<PSObject> rows, string options = "") =>
        Session.Run($"$input | Export-ClarifaiReport '{Target}' {options}", [.. rows]);

    /// <summary>Three photos with their concepts.</summary>
    private protected PSObject[] Photos()
    {
        string cat = Photo("cat.jpg", "cat.jpg");
        string coffee = Photo("coffee.jpg", "coffee.jpg");
        string rocket = Photo("rocket.jpg", "rocket.jpg");
        return
        [
            Rows.Concept(cat, "cat", 0.98, "general"),
            Rows.Concept(cat, "animal", 0.91, "general"),
            Rows.Concept(cat, "indoors", 0.4, "general"),
            Rows.Concept(coffee, "cup", 0.95, "general"),
            Rows.Concept(coffee, "indoors", 0.8, "general"),
            Rows.Concept(rocket, "rocket", 0.6, "general"),
        ];
    }
}
