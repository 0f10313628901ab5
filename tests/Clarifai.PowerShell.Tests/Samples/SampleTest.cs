using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Samples;

/// <summary>A test that runs a sample as it is in the folder samples, which is the location.</summary>
public abstract class SampleTest : ConnectedTest
{
    private protected SampleTest()
    {
        Photos = Directory.CreateDirectory(Folder.PathOf("photos")).FullName;
        Session.GoTo(Samples);
    }

    public static string Samples { get; } = Repository.PathOf("samples");

    /// <summary>An empty folder for pictures.</summary>
    private protected string Photos { get; }

    private protected string Photo(string name) => Folder.Picture(Path.Combine("photos", name));

    /// <summary>The data of an output with concepts.</summary>
    private protected static string Concepts(params (string Name, double Value)[] concepts) => new JsonObject
    {
        ["concepts"] = new JsonArray(
            [.. concepts.Select(concept => new JsonObject { ["name"] = concept.Name, ["value"] = concept.Value })]),
    }.ToJsonString();
}
