using System.Globalization;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>What of the objects on the pipeline is in the report.</summary>
public sealed class ReportDataTests : ConnectedTest
{
    private const string RegionData =
        """
        {"regions":[
        {"id":"r1","region_info":{"bounding_box":{"top_row":0.1,"left_col":0.2,"bottom_row":0.5,"right_col":0.6}},
        "data":{"concepts":[{"id":"c1","name":"cat","value":0.9}]}},
        {"id":"r2","region_info":{"bounding_box":{"top_row":0.3,"left_col":0.4,"bottom_row":0.7,"right_col":0.8}}}]}
        """;

    private const string FrameData =
        """
        {"frames":[
        {"frame_info":{"index":0,"time":0},"data":{"concepts":[{"id":"c1","name":"cat","value":0.9}]}},
        {"frame_info":{"index":1,"time":1000},"data":{"concepts":[
        {"id":"c1","name":"cat","value":0.8},{"id":"c2","name":"sky","value":0.5}]}}]}
        """;

    private static readonly PSObject[] All =
    [
        Rows.Concept("/photos/a.jpg", "cat", 0.98765, "general"),
        Rows.Concept("/photos/a.jpg", "sky", 0.5, "general"),
        Rows.Region("/photos/b.jpg", "cat", 0.25, 0.1, 0.2, 0.5, 0.6),
        Rows.Region("/photos/b.jpg", null, null, 0.1, 0.2, 0.5, 0.6),
        Rows.Color("/photos/c.jpg", "#a0b1c2", "LightSteelBlue", 0.75),
        Rows.FrameConcept("/videos/d.mp4", 1500, "cat", 0.5),
    ];

    private static readonly string[] AllEntries =
    [
        """{"s":"/photos/a.jpg","u":"file:///photos/a.jpg","m":"general"}""",
        """{"n":"cat","v":0.9876}""",
        """{"n":"sky","v":0.5}""",
        """{"s":"/photos/b.jpg","u":"file:///photos/b.jpg"}""",
        """{"n":1,"v":0.25,"b":[0.1,0.2,0.5,0.6]}""",
        """{"b":[0.1,0.2,0.5,0.6]}""",
        """{"s":"/photos/c.jpg","u":"file:///photos/c.jpg"}""",
        """{"n":"LightSteelBlue","v":0.75,"h":"#a0b1c2"}""",
        """{"s":"/videos/d.mp4","u":"file:///videos/d.mp4"}""",
        """{"n":1,"v":0.5,"t":1500}""",
    ];

    [Fact]
    public void Concepts_regions_colors_and_frames_are_told_by_their_properties() => Assert.Equal(AllEntries, Export(All).Texts);

    [Fact]
    public void What_comes_back_from_a_job_is_the_same() => Assert.Equal(AllEntries, Export(Rows.AfterAJob(All)).Texts);

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void Rows_of_a_table_are_the_same_whatever_their_decimal_sign(string culture) =>
        Assert.Equal(AllEntries, Export(Rows.AsTable(All, CultureInfo.GetCultureInfo(culture))).Texts);

    [Fact]
    public void Answers_of_the_cmdlets_are_the_same_flat_and_whole()
    {
        Service.Data = _ => RegionData;
        string picture = Folder.Picture("a.jpg");

        ReportDocument flat = Predict("Invoke-ClarifaiPredict", picture);
        ReportDocument whole = Predict("Invoke-ClarifaiPredict -As Output", picture);

        Assert.Equal(
            ["""{"n":"cat","v":0.9,"b":[0.1,0.2,0.5,0.6]}""", """{"b":[0.3,0.4,0.7,0.8]}"""],
            flat.Texts.Skip(1).Select(text => text.Replace("\"n\":1,", "\"n\":\"cat\",")));
        Assert.Equal(flat.Texts, whole.Texts);
        Assert.Equal("general", (string?)flat.Entries[0]["m"]);
    }

    [Fact]
    public void Colors_and_texts_of_the_cmdlets_are_the_same_flat_and_whole()
    {
        Service.Data = _ => """
            {"colors":[{"raw_hex":"#102030","w3c":{"hex":"#000080","name":"Navy"},"value":0.6}],
            "regions":[{"id":"r1","value":0.7,"data":{"text":{"raw":"EXIT"}},
            "region_info":{"bounding_box":{"top_row":0.1,"left_col":0.2,"bottom_row":0.5,"right_col":0.6}}}]}
            """;
        string picture = Folder.Picture("a.jpg");

        ReportDocument flat = Predict("Invoke-ClarifaiPredict", picture);

        Assert.Equal(["""{"n":"Navy","v":0.6,"h":"#102030"}""", """{"x":"EXIT","v":0.7,"b":[0.1,0.2,0.5,0.6]}"""], flat.Texts.Skip(1));
        Assert.Equal(flat.Texts, Predict("Invoke-ClarifaiPredict -As Output", picture).Texts);
    }

    [Fact]
    public void A_text_in_a_region_without_edges_is_the_same_flat_and_whole()
    {
        Service.Data = _ => """{"regions":[{"data":{"text":{"raw":"EXIT"}}}]}""";
        string picture = Folder.Picture("a.jpg");

        ReportDocument flat = Predict("Invoke-ClarifaiPredict", picture);

        Assert.Equal(["""{"x":"EXIT"}"""], flat.Texts.Skip(1));
        Assert.Equal(flat.Texts, Predict("Invoke-ClarifaiPredict -As Output", picture).Texts);
    }

    [Fact]
    public void Texts_are_in_the_report_with_what_cannot_be_seen_spelled_out()
    {
        PSObject[] rows =
        [
            Rows.Of("/a.png", ("Text", "first\u001B[31m"), ("Value", 0.9), ("Top", 0.1), ("Left", 0.2), ("Bottom", 0.5), ("Right", 0.6)),
            Rows.Of("/a.png", ("Text", "cod\u202Egpj.exe")),
            Rows.Of("/a.png", ("Text", "two\r\nlines")),
            Rows.Of("/a.mp4", ("Text", "title"), ("Value", 0.8), ("TimeMs", 500)),
        ];

        string[] expected =
        [
            """{"x":"first\\u001B[31m","v":0.9,"b":[0.1,0.2,0.5,0.6]}""",
            """{"x":"cod\\u202Egpj.exe"}""",
            """{"x":"two\r\nlines"}""",
            """{"n":"title","v":0.8,"t":500}""",
        ];
        Assert.Equal(expected, Export(rows).Texts.Where(text => !text.Contains("\"s\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Frames_of_a_video_are_the_same_flat_and_whole()
    {
        Service.Data = _ => FrameData;
        string video = Folder.Video("a.mp4");

        ReportDocument flat = Predict("Get-ClarifaiVideoFrame -As Concept", video);
        ReportDocument whole = Predict("Get-ClarifaiVideoFrame", video);

        Assert.Equal(
            ["""{"n":"cat","v":0.9,"t":0}""", """{"n":1,"v":0.8,"t":1000}""", """{"n":"sky","v":0.5,"t":1000}"""],
            flat.Texts.Skip(1));
        Assert.Equal(flat.Texts, whole.Texts.Where(text => !text.StartsWith("{\"t\"", StringComparison.Ordinal)));
        Assert.Equal(2, whole.Texts.Count(text => text.StartsWith("{\"t\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_output_with_nothing_in_it_is_listed_all_the_same()
    {
        Service.Data = _ => "{}";

        Assert.Single(Predict("Invoke-ClarifaiPredict -As Output", Folder.Picture("a.jpg")).Entries);
    }

    [Fact]
    public void Frames_whose_concepts_a_job_flattened_to_text_are_an_error_that_names_the_way()
    {
        Service.Data = _ => FrameData;
        string video = Folder.Video("a.mp4");
        PSObject[] frames = Rows.AfterAJob(Session.Run("$input | Get-ClarifaiVideoFrame", video).Output);

        ScriptResult result = Session.Try($"$input | Export-ClarifaiReport '{Target}'", frames);

        Assert.All(result.Errors, error => Assert.Contains("-As Concept", error.Exception.Message, StringComparison.Ordinal));
        Assert.Equal(2, result.Errors.Count);
    }

    [Fact]
    public void Only_what_can_be_shown_is_taken_and_the_rest_is_named()
    {
        PSObject[] rows =
        [
            Rows.Of(null, ("Name", "cat"), ("Value", 0.5)),
            Rows.Of("/a.jpg", ("Name", "cat"), ("Value", "much")),
            Rows.Of("/a.jpg", ("Name", "cat"), ("Value", 1.5)),
            Rows.Of("/a.jpg", ("Name", "cat"), ("Value", null)),
            Rows.Of("/a.jpg", ("Vector", new double[] { 1, 2 })),
            Rows.Of("/a.jpg", ("Hex", "red;}"), ("Value", 0.5)),
            Rows.Of("/a.jpg", ("Name", "cat"), ("Value", 0.5), ("TimeMs", -1)),
            Rows.Of("/a.jpg", ("Name", "cat"), ("Value", double.NaN)),
            Rows.Concept("/a.jpg", "dog", 0.5),
        ];

        ScriptResult result = Session.Try($"$input | Export-ClarifaiReport '{Target}'", rows);

        Assert.Null(result.Terminating);
        Assert.Equal(rows[..^1], result.Errors.Select(error => error.TargetObject));
        Assert.All(
            result.Errors,
            error => Assert.Equal(("InvalidRow", ErrorCategory.InvalidData), (error.Id(), error.CategoryInfo.Category)));
        Assert.Equal("'/a.jpg' has no Value.", result.Errors[3].Exception.Message);
        Assert.Equal(["""{"s":"/a.jpg","u":"file:///a.jpg"}""", """{"n":"dog","v":0.5}"""], new ReportDocument(Target).Texts);
    }

    [Theory]
    [InlineData("/a/b#c%d?e [1].jpg", "file:///a/b%23c%25d%3Fe%20%5B1%5D.jpg")]
    [InlineData("/a/back\\slash é.jpg", "file:///a/back%5Cslash%20%C3%A9.jpg")]
    [InlineData(@"C:\my photos\50%#1.jpg", "file:///C:/my%20photos/50%25%231.jpg")]
    [InlineData(@"\\server\share\a b.jpg", "file://server/share/a%20b.jpg")]
    public void A_path_becomes_the_address_of_the_file(string path, string address)
    {
        ReportDocument report = Export(Rows.Concept(path, "cat", 0.5));

        Assert.Equal((path, address), ((string?)report.Entries[0]["s"], (string?)report.Entries[0]["u"]));
    }

    [Theory]
    [InlineData("bytes (10 bytes)")]
    [InlineData("javascript:alert(1)")]
    [InlineData("photo.jpg")]
    public void What_is_no_full_path_and_no_web_address_is_text_alone(string source)
    {
        ReportDocument report = Export(Rows.Concept(source, "cat", 0.5));

        Assert.Equal(source, (string?)report.Entries[0]["s"]);
        Assert.False(report.Entries[0].ContainsKey("u"));
    }

    [Fact]
    public void Nothing_secret_of_an_address_is_in_the_report()
    {
        ReportDocument report = Export(
            Rows.Concept("https://user:canary1@example.com/a b.jpg?sig=canary2#canary3", "cat", 0.5),
            Rows.Of("https://example.com/x?canary4", ("Value", "bad"), ("Name", "cat")));

        Assert.Equal("https://example.com/a b.jpg", (string?)report.Entries[0]["s"]);
        Assert.Equal("https://example.com/a%20b.jpg", (string?)report.Entries[0]["u"]);
        Assert.DoesNotContain("canary", report.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_the_title_are_escaped_and_letters_stay_letters()
    {
        const string Name = "</script><b>\u2028'\"&猫";
        Session.Set("row", Rows.Concept("/a.jpg", Name, 0.5));
        Session.Run($"$row | Export-ClarifaiReport '{Target}' -Title '<i>猫</i>'");

        var report = new ReportDocument(Target);
        Assert.Equal(Name, (string?)report.Entries[1]["n"]);
        Assert.DoesNotContain("<b>", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2028", report.Html, StringComparison.Ordinal);
        Assert.Contains("猫\"", report.Html, StringComparison.Ordinal);
        Assert.Contains("<h1>&lt;i&gt;", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", report.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_that_looks_like_a_place_of_the_template_is_text()
    {
        Session.Set("row", Rows.Concept("/a.jpg", "cat", 0.5));
        Session.Run($"$row | Export-ClarifaiReport '{Target}' -Title '{{{{data}}}}{{{{title}}}}{{{{chart}}}}'");

        var report = new ReportDocument(Target);
        Assert.Equal(2, report.Entries.Count);
        Assert.Contains("<h1>{{data}}{{title}}{{chart}}</h1>", report.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_library_comes_with_videos_only_and_with_its_license()
    {
        Assert.DoesNotContain("leeoniya", Export(All[..5]).Html, StringComparison.Ordinal);

        string html = Export(All).Html;
        Assert.Contains("leeoniya", html, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted, free of charge", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Embedded_pictures_are_in_the_page_once_and_byte_for_byte()
    {
        byte[] content = [.. SampleFile.Picture("a"), .. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
        string picture = Folder.Write("a.jpg", content);
        string missing = Folder.PathOf("missing.jpg");
        PSObject[] rows =
        [
            Rows.Concept(picture, "cat", 0.5), Rows.Concept("https://example.com/x.jpg", "cat", 0.5),
            Rows.Concept(missing, "cat", 0.5), Rows.Concept(picture, "dog", 0.5), Rows.Concept(missing, "dog", 0.5),
        ];

        ScriptResult result = Session.Try($"$input | Export-ClarifaiReport '{Target}' -EmbedImages", rows);

        var report = new ReportDocument(Target);
        Assert.Equal(("FileNotFound", (object)missing), (Assert.Single(result.Errors).Id(), result.Errors[0].TargetObject));
        Assert.Equal([0, null, null, 0, null], report.Entries.Where(entry => entry.ContainsKey("s")).Select(entry => (int?)entry["i"]));
        string embedded = Assert.Single(report.Html.Split("id=\"picture-0\">data:image/jpeg;base64,")[1..]);
        Assert.Equal(content, Convert.FromBase64String(embedded[..embedded.IndexOf('<', StringComparison.Ordinal)]));
        Assert.DoesNotContain("picture-1", report.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_gone_before_the_end_is_an_error_and_costs_no_other_its_place()
    {
        string gone = Folder.Picture("gone.jpg");
        byte[] content = SampleFile.Picture("kept");
        string kept = Folder.Write("kept.jpg", content);
        Session.Set("rows", new[] { Rows.Concept(gone, "cat", 0.5), Rows.Concept(kept, "cat", 0.5) });
        Session.Set("gone", gone);

        ScriptResult result = Session.Try($"& {{ $rows; [IO.File]::Delete($gone) }} | Export-ClarifaiReport '{Target}' -EmbedImages");

        Assert.Equal(("FileNotFound", (object)gone), (Assert.Single(result.Errors).Id(), result.Errors[0].TargetObject));
        string html = new ReportDocument(Target).Html;
        Assert.DoesNotContain("picture-0\"", html, StringComparison.Ordinal);
        Assert.Contains(
            $"id=\"picture-1\">data:image/jpeg;base64,{Convert.ToBase64String(content)}</script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_64_MB_of_pictures_are_refused_with_the_way_on_and_leave_nothing_behind()
    {
        string half = Sparse("half.jpg", 32 * 1024 * 1024);
        string other = Sparse("other.jpg", 32 * 1024 * 1024);
        string more = Folder.Picture("more.jpg");
        Session.Run($"$input | Export-ClarifaiReport '{Target}' -EmbedImages", Rows.Concept(half, "x", 1), Rows.Concept(other, "x", 1));
        File.Delete(Target);

        ScriptResult result = Session.Try(
            $"$input | Export-ClarifaiReport '{Target}' -EmbedImages",
            Rows.Concept(half, "x", 1),
            Rows.Concept(other, "x", 1),
            Rows.Concept(more, "x", 1));

        Assert.Equal("FileTooLarge", result.Terminating!.Id());
        Assert.Contains("67,108,864", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-EmbedImages", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([half, more, other], Directory.EnumerateFiles(Folder.FullPath).Order(StringComparer.Ordinal));
    }

    private string Target => Folder.PathOf("report.html");

    private ReportDocument Export(params PSObject[] rows)
    {
        Session.Try($"$input | Export-ClarifaiReport '{Target}'", rows);
        return new ReportDocument(Target);
    }

    private ReportDocument Predict(string command, string path)
    {
        Session.Run($"$input | {command} | Export-ClarifaiReport '{Target}'", path);
        return new ReportDocument(Target);
    }

    private string Sparse(string name, long length)
    {
        string path = Folder.Picture(name);
        using FileStream file = File.OpenWrite(path);
        file.SetLength(length);
        return path;
    }
}
