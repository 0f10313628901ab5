using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>-As Row: one flat row for each input, which people put into a spreadsheet.</summary>
public sealed class RowFormTests : ConnectedTest
{
    private const string General = "aaa03c23b3724a16a56b629203edc62c";

    private static readonly string[] Columns =
        ["Source", "Kind", "Concepts", "TopConcept", "TopValue", "Text", "Seconds", "ModelId"];

    [Fact]
    public void A_picture_is_a_row_with_its_names_best_first()
    {
        string path = Folder.Picture("[a].jpg");
        Session.Set("path", path);

        PSObject row = RowOf(
            "Invoke-ClarifaiPredict -LiteralPath $path -As Row",
            """{"concepts":[{"name":"pet","value":0.5},{"name":"cat","value":0.9},{"name":"dog","value":0.5}]}""");

        Assert.Equal("Clarifai.PredictRow", row.TypeNames[0]);
        Assert.Equal(Columns, row.Properties.Select(property => property.Name));
        object?[] expected = [path, "Image", "cat; pet; dog", "cat", 0.9, null, null, General];
        Assert.Equal(expected, Columns.Select(row.Value));
        Assert.Equal(@"Microsoft.PowerShell.Core\FileSystem::" + path, row.Value("PSPath"));
    }

    [Fact]
    public void A_video_counts_the_highest_value_of_a_name_and_has_the_time_of_its_last_frame()
    {
        Session.Set("path", Folder.Video("clip.mp4"));

        PSObject row = RowOf("Invoke-ClarifaiPredict $path -As Row", """
            {"frames":[
            {"frame_info":{"index":0,"time":0},"data":{"concepts":[{"name":"sea","value":0.6},{"name":"boat","value":0.5}]}},
            {"frame_info":{"index":1,"time":1500},"data":{"concepts":[{"name":"boat","value":0.8}]}},
            {"frame_info":{"index":2,"time":2500},"data":{}}]}
            """);

        object?[] expected = [Session.Get("path"), "Video", "boat; sea", "boat", 0.8, null, 2.5, General];
        Assert.Equal(expected, Columns.Select(row.Value));
    }

    [Fact]
    public void The_text_of_a_picture_is_in_one_cell_line_by_line()
    {
        PSObject row = RowOf("$input | Invoke-ClarifaiPredict -As Row", """
            {"regions":[{"id":"a","data":{"text":{"raw":"1 coffee"}}},{"id":"b","data":{"text":{"raw":"1 coffee"}}},
            {"id":"c","data":{"text":{"raw":"total 7.00"}}}]}
            """);

        Assert.Equal("1 coffee\n1 coffee\ntotal 7.00", row.Value("Text"));
        Assert.Null(row.Value("Concepts"));
    }

    [Fact]
    public void A_text_that_stays_on_the_screen_is_there_once()
    {
        PSObject row = RowOf("$input | Invoke-ClarifaiPredict -As Row -InputKind Video", """
            {"frames":[{"data":{"regions":[{"data":{"text":{"raw":"Spain"}}}]}},
            {"frame_info":{"time":1000},"data":{"regions":[{"data":{"text":{"raw":"Spain"}}},{"data":{"text":{"raw":"2026"}}}]}}]}
            """);

        Assert.Equal("Spain\n2026", row.Value("Text"));
    }

    [Theory]
    [InlineData(
        """{"colors":[{"raw_hex":"#fe0000","w3c":{"name":"Red"},"value":0.25},{"raw_hex":"#0000fe","value":0.75}]}""",
        "#0000fe; Red")]
    [InlineData(
        """{"regions":[{"data":{"concepts":[{"name":"cat","value":0.5}]}},{"data":{"concepts":[{"name":"cat","value":0.9}]}}]}""",
        "cat")]
    [InlineData(
        """{"regions":[{"id":"a","region_info":{"mask":{"image":{"base64":"AQID"}}},"data":{"concepts":[{"name":"sky","value":0.5}]}}]}""",
        "sky")]
    public void Every_kind_that_has_names_gives_them_each_once(string data, string expected) =>
        Assert.Equal(expected, RowOf("$input | Invoke-ClarifaiPredict -As Row", data).Value("Concepts"));

    [Fact]
    public void A_picture_without_an_answer_has_a_row_with_empty_cells_and_one_that_failed_an_error_instead()
    {
        Service.Data = _ => "{}";
        Service.Code = input => input.Caption == "broken" ? 30002 : 10000;

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict -As Row", SampleFile.Pictures("plain", "broken", "other"));

        Assert.Equal(["bytes 0", "bytes 2"], result.Sources);
        Assert.Equal([null, null], result.All("Concepts"));
        Assert.Equal([null, null], result.All("TopValue"));
        Assert.Equal(["InputDownloadFailed"], result.Errors.Select(error => error.Id()));
    }

    [Fact]
    public void A_workflow_has_a_row_for_each_model()
    {
        Service.Reply = _ => new StubReply(200, """
            {"status":{"code":10000},"results":[{"status":{"code":10000},"outputs":[
            {"status":{"code":10000},"model":{"id":"one"},"data":{"concepts":[{"name":"cat","value":0.9}]}},
            {"status":{"code":10000},"model":{"id":"two"},"data":{"text":{"raw":"EXIT"}}}]}]}
            """);

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiWorkflow -Workflow party -As Row", SampleFile.Picture("x"));

        Assert.Equal(["one", "two"], result.All("ModelId"));
        Assert.Equal(["cat", null], result.All("Concepts"));
        Assert.Equal([null, "EXIT"], result.All("Text"));
    }

    [Fact]
    public void Rows_are_a_table_and_what_steers_a_terminal_is_spelled_out()
    {
        Service.Data = _ => """
            {"concepts":[{"name":"cat","value":0.98765},{"name":"pet","value":0.5}],"text":{"raw":"one\ntwo\u001B[31m"}}
            """;
        Session.Set("path", Folder.Picture("cat.jpg"));
        const string Expected =
            """

            Source                   ModelId           TopValue Concepts                          Text
            ------                   -------           -------- --------                          ----
            cat.jpg                  general              0.988 cat; pet                          one two\u001B[31m


            """;

        ScreenText.AssertShows(Expected, Session.Show("Invoke-ClarifaiPredict $path -As Row"));
        ScreenText.AssertShows(Expected, Session.Show(SerializedCopy.Of("Invoke-ClarifaiPredict $path -As Row")));
    }

    [Fact]
    public void Rows_are_inputs_again()
    {
        string path = Folder.Picture("a.jpg");
        Session.Set("path", path);

        Assert.Equal(
            [path, "https://example.com/b.jpg"],
            Session.Run("Invoke-ClarifaiPredict $path, https://example.com/b.jpg -As Row | Invoke-ClarifaiPredict").Sources);
    }

    private PSObject RowOf(string script, string data)
    {
        Service.Data = _ => data;
        return Assert.Single(Session.Run(script, SampleFile.Picture("x")).Output);
    }
}
