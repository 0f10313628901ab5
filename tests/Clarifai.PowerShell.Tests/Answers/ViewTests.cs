using System.Xml.Linq;
using Clarifai.PowerShell.Tests.Fixture;
using Clarifai.Shell;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>What people see, as whole text.</summary>
public sealed class ViewTests : ConnectedTest
{
    [Fact]
    public void Concepts_are_a_table_of_file_name_name_and_value()
    {
        Service.Data = _ => """{"concepts":[{"id":"a","name":"cat","value":0.98765},{"id":"b","name":"domestic animal","value":1}]}""";
        Session.Set("path", Folder.Picture("cat.jpg"));

        string screen = Session.Show("Invoke-ClarifaiPredict $path, 'https://user:pass@example.com/pets/a%20b.jpg?key=secret', https://example.com/");

        AssertScreen(
            """

            Source      Name            Value
            ------      ----            -----
            cat.jpg     cat             0.988
            cat.jpg     domestic animal 1.000
            a b.jpg     cat             0.988
            a b.jpg     domestic animal 1.000
            example.com cat             0.988
            example.com domestic animal 1.000


            """,
            screen);
    }

    [Fact]
    public void Region_and_frame_concepts_are_the_same_table()
    {
        Service.Data = _ => """
            {"regions":[{"id":"r","data":{"concepts":[{"id":"a","name":"face","value":0.5}]}}],
            "frames":[{"frame_info":{"index":0,"time":0},"data":{"concepts":[{"id":"a","name":"sea","value":0.25}]}}]}
            """;

        string screen = Session.Show("$input | Invoke-ClarifaiPredict", SampleFile.Picture("x"));

        AssertScreen(
            """

            Source  Name Value
            ------  ---- -----
            bytes 0 face 0.500
            bytes 0 sea  0.250


            """,
            screen);
    }

    [Fact]
    public void The_value_is_written_as_the_culture_of_the_session_writes_numbers()
    {
        Service.Data = _ => """{"concepts":[{"id":"a","name":"cat","value":0.5}]}""";

        string screen = Session.Show(
            "[cultureinfo]::CurrentCulture = [cultureinfo]'de-DE'; $input | Invoke-ClarifaiPredict", SampleFile.Picture("x"));

        AssertScreen(
            """

            Source  Name Value
            ------  ---- -----
            bytes 0 cat  0,500


            """,
            screen);
    }

    [Fact]
    public void A_copy_that_went_through_serialization_looks_the_same()
    {
        string screen = Session.Show(
            """
            $xml = [Management.Automation.PSSerializer]::Serialize(($input | Invoke-ClarifaiPredict))
            [Management.Automation.PSSerializer]::Deserialize($xml)
            """,
            SampleFile.Picture("cat"));

        AssertScreen(
            """

            Source  Name Value
            ------  ---- -----
            bytes 0 cat  0.900


            """,
            screen);
    }

    [Fact]
    public void A_second_view_groups_by_the_source()
    {
        // Format-Table -View is not there without pwsh: a module of the test makes the view the first one of a type of its own.
        var format = XDocument.Load(Path.Combine(Path.GetDirectoryName(Checkout.ModuleManifest)!, "Clarifai.Format.ps1xml"));
        XElement view = format.Descendants("View").Single(view => view.Element("Name")!.Value == "BySource");
        view.ElementsBeforeSelf().Remove();
        view.Descendants("TypeName").First().Value = "Test.Concept";
        format.Save(Folder.PathOf("Test.Format.ps1xml"));
        File.WriteAllText(Folder.PathOf("Test.psd1"), "@{ ModuleVersion = '1.0'; FormatsToProcess = 'Test.Format.ps1xml' }");
        Service.Data = input => $$"""{"concepts":[{"id":"a","name":"{{input.Caption}}","value":0.5},{"id":"b","name":"animal","value":0.25}]}""";
        Session.Set("module", Folder.PathOf("Test.psd1"));

        string screen = Session.Show(
            "Import-Module $module; $input | Invoke-ClarifaiPredict | ForEach-Object { $_.PSTypeNames.Insert(0, 'Test.Concept'); $_ }",
            SampleFile.Picture("cat"),
            SampleFile.Picture("dog"));

        AssertScreen(
            """

               Source: bytes 0

            Name   Value
            ----   -----
            cat    0.500
            animal 0.250

               Source: bytes 1

            Name   Value
            ----   -----
            dog    0.500
            animal 0.250


            """,
            screen);
    }

    [Fact]
    public void A_connection_is_a_list_of_its_main_properties()
    {
        Session.Set("key", ModuleSession.Secret(ModuleSession.Key));
        Session.Set("service", Service.Address.ToString());

        string screen = Session.Show(
            "Connect-Clarifai -PersonalAccessToken $key -UserId alice -AppId photos -BaseUri $service; Get-ClarifaiConnection");

        AssertScreen(
            $"""

            BaseUri        : {Service.Address}
            Authentication : PersonalAccessToken
            UserId         : alice
            AppId          : photos
            EngineVersion  :{' '}


            """,
            screen);
    }

    // Tables pad their last column on some hosts; what is compared is what people see.
    private static void AssertScreen(string expected, string actual) => Screens.AssertSame(expected, actual);
}
