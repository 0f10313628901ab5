using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>The objects that are emitted are an interface: scripts sort, group and export them by these names.</summary>
public sealed class ConceptObjectTests : ConnectedTest
{
    private static readonly string[] ConceptProperties =
    [
        "Source", "Name", "Value", "Id", "AppId", "Vocabulary", "FrameIndex", "TimeMs",
        "Model", "ModelId", "ModelVersionId", "InputIndex", "RequestId",
    ];

    private static readonly string[] RegionProperties = ["RegionId", "Top", "Left", "Bottom", "Right"];

    [Fact]
    public void A_concept_has_exactly_these_properties_in_this_order()
    {
        PSObject concept = PredictOne();

        Assert.Equal("Clarifai.Concept", concept.TypeNames[0]);
        Assert.Equal(ConceptProperties, EnumeratedProperties(concept));
    }

    [Fact]
    public void A_concept_holds_what_was_asked_and_what_was_answered()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("path", cat);

        PSObject concept = Session.Run("Invoke-ClarifaiPredict $path").Output[0];

        object?[] expected =
        [
            cat, "cat", 0.9, "ai_echo0001", "main", null, null, null,
            "general", "aaa03c23b3724a16a56b629203edc62c", "version-1", 0, "request-1",
        ];
        Assert.Equal(expected, ConceptProperties.Select(concept.Value));
    }

    [Fact]
    public void The_PSPath_of_a_file_is_hidden_but_can_be_read()
    {
        string path = Folder.Picture("[x].jpg");
        Session.Set("path", path);

        PSObject concept = Session.Run("Invoke-ClarifaiPredict -LiteralPath $path").Output[0];

        Assert.DoesNotContain("PSPath", EnumeratedProperties(concept));
        string expected = @"Microsoft.PowerShell.Core\FileSystem::" + path;
        Assert.Equal(expected, concept.Value("PSPath"));
        Assert.Equal(expected, Session.Run("$input | ForEach-Object PSPath", concept).Output[0].BaseObject);
    }

    [Fact]
    public void So_is_the_full_name_which_survives_neither_a_table_nor_JSON()
    {
        string path = Folder.Picture("[x].jpg");
        Session.Set("path", path);
        const string Predict = "Invoke-ClarifaiPredict -LiteralPath $path | ";

        Assert.Equal(path, Session.Run(Predict + "ForEach-Object FullName").Output[0].BaseObject);
        Assert.Equal([path], Session.Run(Predict + "Select-Object FullName").All("FullName"));
        Assert.Equal([path], Session.Run(Predict + "Invoke-ClarifaiPredict").Sources);
        Assert.Null(Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg").Output[0].Value("FullName"));
        foreach (string form in new[] { "ConvertTo-Csv", "ConvertTo-Json" })
        {
            Assert.DoesNotMatch("FullName|PSPath|\"Time\"", string.Concat(Session.Run(Predict + form).Output));
        }
    }

    [Fact]
    public void A_URL_has_no_PSPath() =>
        Assert.Null(Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg").Output[0].Value("PSPath"));

    [Fact]
    public void Bytes_have_no_PSPath() => Assert.Null(PredictOne().Value("PSPath"));

    [Fact]
    public void No_object_is_comparable_because_Sort_Unique_would_drop_rows()
    {
        Service.Data = _ => """
            {"concepts":[{"id":"a","name":"a","value":0.5}],
            "regions":[{"id":"r","data":{"concepts":[{"id":"a","name":"a","value":0.5}]}}],
            "frames":[{"frame_info":{"index":0,"time":0},"data":{"concepts":[{"id":"a","name":"a","value":0.5}]}}]}
            """;

        IReadOnlyList<PSObject> concepts = Session.Run("$input | Invoke-ClarifaiPredict", SampleFile.Picture("x")).Output;

        Assert.Equal(
            ["Clarifai.Concept", "Clarifai.RegionConcept", "Clarifai.Concept"],
            concepts.Select(concept => concept.TypeNames[0]));
        Assert.All(concepts, concept => Assert.False(concept.BaseObject is IComparable));
    }

    [Fact]
    public void A_concept_as_text_is_its_name_and_value()
    {
        Service.Data = _ => """{"concepts":[{"id":"a","name":"tabby cat","value":0.98765}]}""";

        Assert.Equal("tabby cat 0.988", PredictOne().ToString());
    }

    [Fact]
    public void The_value_is_the_number_that_was_sent()
    {
        Service.Data = _ => """
            {"concepts":[{"name":"a","value":0.9},{"name":"b","value":"0.123456789"},{"name":"c","value":1e-9}]}
            """;

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict | Where-Object Value -ge 0.9", SampleFile.Picture("x"));

        Assert.Equal([0.9], result.All("Value"));
        Assert.Equal([0.9, 0.123456789, 1e-9], Session.Run("$input | Invoke-ClarifaiPredict", SampleFile.Picture("x")).All("Value"));
    }

    [Fact]
    public void Regions_are_region_concepts_with_the_edges_as_fractions()
    {
        Service.Data = _ => """
            {"regions":[{"id":"region-1","region_info":{"bounding_box":{"top_row":0.1,"left_col":0.2,"bottom_row":0.3,"right_col":0.4}},
            "data":{"concepts":[{"id":"ai_face","name":"face","value":0.99,"app_id":"main"}]}}]}
            """;

        PSObject region = PredictOne();

        Assert.Equal(["Clarifai.RegionConcept", "Clarifai.Concept"], region.TypeNames.Take(2));
        Assert.Equal(["Source", .. RegionProperties, .. ConceptProperties.Skip(1)], EnumeratedProperties(region));
        Assert.Equal("face", region.Value("Name"));
        Assert.Equal(["region-1", 0.1, 0.2, 0.3, 0.4], RegionProperties.Select(region.Value));
    }

    [Fact]
    public void What_is_seen_in_frames_has_their_time()
    {
        Service.Data = _ => """
            {"frames":[{"frame_info":{"index":0,"time":0},"data":{"concepts":[{"id":"a","name":"sea","value":0.9}]}},
            {"frame_info":{"index":1,"time":61500},
            "data":{"concepts":[{"id":"a","name":"sea","value":0.8},{"id":"b","name":"boat","value":0.7}]}}]}
            """;

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", SampleFile.Video("clip"));

        Assert.All(result.Output, concept => Assert.Equal(ConceptProperties, EnumeratedProperties(concept)));
        Assert.Equal(["sea", "sea", "boat"], result.Names);
        Assert.Equal([0, 1, 1], result.All("FrameIndex"));
        Assert.Equal([0L, 61500L, 61500L], result.All("TimeMs"));
        Assert.Equal(
            [TimeSpan.Zero, TimeSpan.FromSeconds(61.5), TimeSpan.FromSeconds(61.5)],
            Session.Run("$input | ForEach-Object Time", [.. result.Output]).Output.Select(time => time.BaseObject));
    }

    [Fact]
    public void Pictures_and_videos_go_into_one_table_and_the_report_knows_the_videos_from_it()
    {
        Service.Data = input => input.Kind == "video"
            ? """{"frames":[{"frame_info":{"index":2,"time":2000},"data":{"concepts":[{"name":"sea","value":0.5}]}}]}"""
            : StubReply.Echo(input);
        Session.Set("paths", new[] { Folder.Picture("cat.jpg"), Folder.Video("clip.mp4") });
        Session.Set("table", Folder.PathOf("tags.csv"));
        Session.Set("report", Folder.PathOf("report.html"));

        IReadOnlyList<PSObject> rows = Session.Run("""
            Invoke-ClarifaiPredict $paths | Export-Csv $table -NoTypeInformation
            Import-Csv $table
            Import-Csv $table | Export-ClarifaiReport $report
            """).Output;

        Assert.Equal(["", "2000"], rows.Select(row => row.Value("TimeMs")));
        Assert.Equal(["", "2"], rows.Select(row => row.Value("FrameIndex")));
        Assert.Contains("\"t\":2000", File.ReadAllText(Folder.PathOf("report.html")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> EnumeratedProperties(PSObject instance) => instance.Properties.Select(property => property.Name);

    private PSObject PredictOne() => Assert.Single(Session.Run("$input | Invoke-ClarifaiPredict", SampleFile.Picture("x")).Output);
}
