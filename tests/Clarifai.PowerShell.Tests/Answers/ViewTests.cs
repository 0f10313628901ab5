using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>What people see, as whole text.</summary>
public sealed class ViewTests : ConnectedTest
{
    [Fact]
    public void Concepts_are_a_table_of_file_name_name_and_value()
    {
        Service.Data = _ => """{"concepts":[{"id":"a","name":"cat","value":0.98765},{"id":"b","name":"domestic animal","value":1}]}""";
        Session.Set("path", Folder.Picture("cat.jpg"));

        string screen = Session.Show(
            "Invoke-ClarifaiPredict $path, 'https://user:pass@example.com/pets/a%20b.jpg?key=secret', https://example.com/");

        ScreenText.AssertShows(
            """

            Source                       Name                           Value
            ------                       ----                           -----
            cat.jpg                      cat                            0.988
            cat.jpg                      domestic animal                1.000
            a b.jpg                      cat                            0.988
            a b.jpg                      domestic animal                1.000
            example.com                  cat                            0.988
            example.com                  domestic animal                1.000


            """,
            screen);
    }

    [Fact]
    public void A_table_goes_on_with_the_columns_of_its_first_object()
    {
        Service.Data = _ => """
            {"concepts":[{"id":"a","name":"face","value":0.5}],
            "regions":[{"id":"r","data":{"concepts":[{"id":"b","name":"eye","value":0.375}]}}],
            "frames":[{"frame_info":{"index":0,"time":0},"data":{"concepts":[{"id":"a","name":"sea","value":0.25}]}}]}
            """;

        string screen = Session.Show("$input | Invoke-ClarifaiPredict", SampleFile.Picture("x"));

        ScreenText.AssertShows(
            """

            Source                       Name                           Value
            ------                       ----                           -----
            bytes 0                      face                           0.500
            bytes 0                      eye                            0.375
            bytes 0 00:00:00.000         sea                            0.250


            """,
            screen);
    }

    [Fact]
    public void The_value_is_written_as_the_culture_of_the_session_writes_numbers()
    {
        Service.Data = _ => """{"concepts":[{"id":"a","name":"cat","value":0.5}]}""";

        string screen = Session.Show(
            "[cultureinfo]::CurrentCulture = [cultureinfo]'de-DE'; $input | Invoke-ClarifaiPredict", SampleFile.Picture("x"));

        ScreenText.AssertShows(
            """

            Source                       Name                           Value
            ------                       ----                           -----
            bytes 0                      cat                            0,500


            """,
            screen);
    }

    [Fact]
    public void A_copy_that_went_through_serialization_looks_the_same()
    {
        string screen = Session.Show(SerializedCopy.Of("$input | Invoke-ClarifaiPredict"), SampleFile.Picture("cat"));

        ScreenText.AssertShows(
            """

            Source                       Name                           Value
            ------                       ----                           -----
            bytes 0                      cat                            0.900


            """,
            screen);
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict", "cat                            0.900")]
    [InlineData("Invoke-ClarifaiPredict -As Output", "general              cat 0.900")]
    [InlineData("Invoke-ClarifaiPredict -As Row", "general +0.900 cat")]
    public void Strict_mode_leaves_no_cell_empty(string predict, string shown)
    {
        string screen = Session.Show($"Set-StrictMode -Version Latest; $input | {predict}; Set-StrictMode -Off", SampleFile.Picture("cat"));

        Assert.Matches($"bytes 0 +{shown}", screen);
    }

    [Fact]
    public void A_second_view_groups_by_the_source()
    {
        Service.Data = input => $$"""{"concepts":[{"name":"{{input.Caption}}","value":0.5},{"name":"animal","value":0.25}]}""";

        string screen = Session.Show(
            "$input | Invoke-ClarifaiPredict | " + Folder.Through("BySource", "Concept"),
            SampleFile.Pictures("cat", "dog"));

        ScreenText.AssertShows(
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

        ScreenText.AssertShows(
            $"""

            BaseUri        : {Service.Address}
            Authentication : PersonalAccessToken
            UserId         : alice
            AppId          : photos
            EngineVersion  :{' '}


            """,
            screen);
    }
}
