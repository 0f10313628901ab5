namespace Clarifai.Tests;

/// <summary>
/// Every kind of answer as the service has sent it, written by hand from its documentation, in the shape of 2018 to 2020 and in today's:
/// what becomes of it, to the last property.
/// </summary>
public sealed class AnswerKindTests
{
    private const string Face = "RegionId='face-a' Top=0.1 Left=0.2 Bottom=0.3 Right=0.4";
    private const string Picture = "FrameIndex=null TimeMs=null";

    private static readonly string[] Celebrities =
    [
        $"RegionConcept {Face} Name='ada lovelace' Value=0.9375 Id='ai_XBz53tBb' AppId='main' Vocabulary=null {Picture}",
        $"RegionConcept {Face} Name='emmy noether' Value=0.03125 Id='ai_QS9J5n3m' AppId='main' Vocabulary=null {Picture}",
    ];

    private static readonly string[] Demographics =
    [
        $"RegionConcept {Face} Name='27' Value=0.5 Id='ai_fR8v9dtt' AppId='main' Vocabulary='age_appearance' {Picture}",
        $"RegionConcept {Face} Name='28' Value=0.25 Id='ai_2xKZgd0b' AppId='main' Vocabulary='age_appearance' {Picture}",
        $"RegionConcept {Face} Name='feminine' Value=0.96875 Id='ai_VPmHr5bm' AppId='main' Vocabulary='gender_appearance' {Picture}",
        $"RegionConcept {Face} Name='white' Value=0.875 Id='ai_KF1dxcgn' AppId='main' Vocabulary='multicultural_appearance' {Picture}",
    ];

    public static TheoryData<string, string[]> All => new()
    {
        {
            "concepts-2019",
            [
                $"Concept Name='train' Value=0.9989112 Id='ai_HLmqFqBf' AppId=null Vocabulary=null {Picture}",
                $"Concept Name='railway' Value=0.9975532 Id='ai_fvlBqXZR' AppId='' Vocabulary=null {Picture}",
                $"Concept Name='dusk' Value=3.77E-05 Id='ai_8S2Vq3cR' AppId='main' Vocabulary=null {Picture}",
            ]
        },
        {
            "concepts-today",
            [
                $"Concept Name='train' Value=0.9996055 Id='ai_HLmqFqBf' AppId='main' Vocabulary=null {Picture}",
                $"Concept Name='railway' Value=0.5 Id='ai_fvlBqXZR' AppId='main' Vocabulary=null {Picture}",
                $"Concept Name='dusk' Value=0 Id='ai_8S2Vq3cR' AppId='main' Vocabulary=null {Picture}",
            ]
        },
        {
            "video-2019",
            [
                "Concept Name='train' Value=0.9989112 Id='ai_HLmqFqBf' AppId=null Vocabulary=null FrameIndex=0 TimeMs=0",
                "Concept Name='railway' Value=0.9 Id='ai_fvlBqXZR' AppId=null Vocabulary=null FrameIndex=1 TimeMs=1000",
            ]
        },
        {
            "video-today",
            [
                "Concept Name='train' Value=0.9996055 Id='ai_HLmqFqBf' AppId='main' Vocabulary=null FrameIndex=0 TimeMs=500",
                "RegionConcept RegionId='region-a' Top=0.125 Left=0.25 Bottom=0.5 Right=0.75 "
                    + "Name='person' Value=0.875 Id='ai_8jtPl3Xj' AppId='main' Vocabulary=null FrameIndex=1 TimeMs=61500",
                "Region Value=0.625 RegionId='region-b' Top=0 Left=0.5 Bottom=0.25 Right=1 FrameIndex=1 TimeMs=61500",
            ]
        },
        {
            "colors",
            [
                $"Color Hex='#f2f2f2' Name='WhiteSmoke' W3CHex='#f5f5f5' Value=0.929 {Picture}",
                $"Color Hex='#686078' Name='SlateGray' W3CHex='#708090' Value=0.071 {Picture}",
            ]
        },
        {
            "faces-2019",
            [
                $"Region Value=null {Face} {Picture}",
                $"Region Value=null RegionId='face-b' Top=0 Left=0.5 Bottom=0.25 Right=0.75 {Picture}",
            ]
        },
        {
            "faces-today",
            [
                $"RegionConcept {Face} Name='face' Value=0.99 Id='ai_8jtPl3Xj' AppId='main' Vocabulary=null {Picture}",
                "RegionConcept RegionId='face-b' Top=0 Left=0.5 Bottom=0.25 Right=0.75 "
                    + $"Name='face' Value=0.75 Id=null AppId=null Vocabulary=null {Picture}",
            ]
        },
        {
            "logos-2019",
            [
                "RegionConcept RegionId='logo-a' Top=0.1 Left=0.2 Bottom=0.3 Right=0.4 "
                    + $"Name='I Love New York' Value=0.8125 Id='ai_T9ZZgB4W' AppId='main' Vocabulary=null {Picture}",
                "RegionConcept RegionId='logo-a' Top=0.1 Left=0.2 Bottom=0.3 Right=0.4 "
                    + $"Name='Big Apple' Value=0.25 Id='ai_Fzr9sKWq' AppId='main' Vocabulary=null {Picture}",
            ]
        },
        {
            "detection-today",
            [
                "RegionConcept RegionId='object-a' Top=0.15 Left=0.2 Bottom=0.35 Right=0.4 "
                    + $"Name='cat' Value=0.9375 Id='ai_N6BnC4br' AppId='main' Vocabulary=null {Picture}",
            ]
        },
        { "celebrity-2019", Celebrities },
        { "celebrity-2020", Celebrities },
        { "demographics-2019", Demographics },
        { "demographics-2020", Demographics },
        { "demographics-both", Demographics },
        {
            "embedding",
            [$"Embedding Dimensions=4 Vector=[0.25,-1.5E-05,0,1] RegionId=null Top=null Left=null Bottom=null Right=null {Picture}"]
        },
        { "face-embedding", [$"Embedding Dimensions=2 Vector=[0.5,-0.5] {Face} {Picture}"] },
        {
            "focus",
            [
                $"Focus Density=0.7 Value=0.8 RegionId=null Top=null Left=null Bottom=null Right=null {Picture}",
                $"Focus Density=0.65 Value=null RegionId='focus-a' Top=0.1 Left=0.2 Bottom=0.3 Right=0.4 {Picture}",
            ]
        },
        {
            "clusters",
            [
                $"Cluster Id='3_29' Size=2 Score=0.1 Projection=[0.25,-0.75] {Picture}",
                $"Cluster Id='3_30' Size=0 Score=0 Projection=[] {Picture}",
            ]
        },
        {
            "text",
            [
                "TextAnswer Text='A train leaves the station.\nIt is dusk.' Value=null "
                    + $"RegionId=null Top=null Left=null Bottom=null Right=null {Picture}",
            ]
        },
        {
            "text-regions",
            [
                $"TextAnswer Text='EXIT' Value=0.96875 RegionId='text-a' Top=0.1 Left=0.2 Bottom=0.3 Right=0.4 {Picture}",
                $"Region Value=null RegionId='text-b' Top=0.5 Left=0.5 Bottom=0.625 Right=0.75 {Picture}",
            ]
        },
        {
            "masks",
            [
                "Mask Name='sky-other' Value=0.53125 Id='ai_q1R1' AppId='main' ImageSize=8 ImageUrl=null "
                    + $"RegionId='segment-a' Top=null Left=null Bottom=null Right=null {Picture}",
                "Mask Name='' Value=0.125 Id=null AppId=null ImageSize=0 ImageUrl='https://data.example.com/segment-b.png' "
                    + $"RegionId='segment-b' Top=null Left=null Bottom=null Right=null {Picture}",
            ]
        },
    };

    public static TheoryData<string> Names => [.. All.Select(row => row.Data.Item1)];

    public static TheoryData<string, string, string, string> Origins => new()
    {
        { "concepts-2019", "aaa03c23b3724a16a56b629203edc62c", "aa9ca48295b37401f8af92ad1af0d91d", "request-2019" },
        { "concepts-today", "general-image-recognition", "aa7f35c01e0642fda5cf400f543e7c40", "request-today" },
        { "video-today", "general-image-detection", "version-of-detection", "request-today" },
        { "colors", "eeed0b6733a644cea07cf4c60f87ebb7", "dd9458324b4b45c2be1a7ba84d27cd04", "request-2019" },
        { "faces-2019", "a403429f2ddf4b49b307e318f00e528b", "c67b5872d8b44df4be55f2b3de3ebcbb", "request-2019" },
        { "demographics-both", "c0c0ac362b03416da06ab3fa36fb58e3", "f783f0807c52474c8c6ad20c8cf45fc0", "request-2019" },
        { "embedding", "bbb5f41425b8468d9b7a554ff10f8581", "bb186755eda04f9cbb6fe32e816be104", "request-2019" },
        { "focus", "c2cf7cecd8a6427da375b9f35fcd2381", "fefeb4b9f8cf4d6f8c7c0d5e5c9f7c36", "request-2019" },
        { "clusters", "cccbe437d6e54e2bb911c6aa292fb072", "cc2074cff6dc4c02b6f4e1b8606dcb54", "request-2019" },
        { "text", "image-to-text", "version-of-captions", "request-today" },
        { "masks", "image-general-segmentation", "version-of-segmentation", "request-today" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Each_fact_is_one_object_in_the_order_of_the_answer(string name, string[] expected) =>
        Assert.Equal(expected, Output(name).Observations.Select(Described.Facts));

    [Theory]
    [MemberData(nameof(Origins))]
    public void Each_object_knows_where_it_is_from(string name, string modelId, string versionId, string requestId)
    {
        PredictOutput output = Output(name);

        string expected = $"Source='{Reading.Address}' Model='general' ModelId='{modelId}' ModelVersionId='{versionId}' "
            + $"InputIndex=0 RequestId='{requestId}'";
        Assert.NotEmpty(output.Observations);
        Assert.All<AnswerObject>(
            [output, .. output.Observations, .. output.Regions, .. output.Frames],
            part => Assert.Equal(expected, Described.Origin(part)));
    }

    [Fact]
    public void Every_answer_written_here_is_asserted_here()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(KindFile.Folder).Select(path => Path.GetFileNameWithoutExtension(path)!);

        Assert.Equal(files.Order(StringComparer.Ordinal), All.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_output_has_its_kinds_apart()
    {
        Assert.Equal(["train", "railway", "dusk"], Output("concepts-today").Concepts.Select(concept => concept.Name));
        Assert.Equal(["train", "person"], Output("video-today").Concepts.Select(concept => concept.Name));
        Assert.Equal(["WhiteSmoke", "SlateGray"], Output("colors").Colors.Select(color => color.Name));
        Assert.Equal([4], Output("embedding").Embeddings.Select(embedding => embedding.Dimensions));
        Assert.Equal([0.7, 0.65], Output("focus").Focuses.Select(focus => focus.Density));
        Assert.Equal(["3_29", "3_30"], Output("clusters").Clusters.Select(cluster => cluster.Id));
        Assert.Equal(["EXIT"], Output("text-regions").Texts.Select(text => text.Text));
        Assert.Equal(["sky-other", ""], Output("masks").Masks.Select(mask => mask.Name));
        Assert.Equal(["face-a", "face-b"], Output("faces-today").Regions.Select(region => region.RegionId));
        Assert.Equal([0.99, 0.75], Output("faces-today").Regions.Select(region => region.Value));
        Assert.Empty(Output("colors").Concepts);
        Assert.Empty(Output("concepts-today").Regions);
    }

    [Fact]
    public void A_frame_has_its_own()
    {
        IReadOnlyList<VideoFrame> frames = Output("video-today").Frames;

        Assert.Equal([(0, 500L), (1, 61500L)], frames.Select(frame => (frame.Index, frame.TimeMs)));
        Assert.Equal(["train", "person"], frames.Select(frame => Assert.Single(frame.Concepts).Name));
        Assert.Empty(frames[0].Regions);
        Assert.Equal(["region-a", "region-b"], frames[1].Regions.Select(region => region.RegionId));
        Assert.Same(frames[1].Regions[1], frames[1].Observations[1]);
    }

    [Fact]
    public void Everything_can_be_said_of_a_frame_as_well()
    {
        const string Data =
            """
            {"colors":[{"raw_hex":"#000000","value":1}],"embeddings":[{"vector":[1]}],"focus":{"density":0.5,"value":0.25},
             "text":{"raw":"EXIT"},"clusters":[{"id":"c1"}],
             "regions":[{"id":"r1","region_info":{"mask":{"image":{"base64":"AQID"}}},"data":{"concepts":[{"name":"sky"}]}},
                        {"id":"r2","data":{"face":{"identity":{"concepts":[{"name":"ada"}]}}}}]}
            """;

        PredictOutput output = Reading.Data($$"""{"frames":[{"frame_info":{"time":7},"data":{{Data}}}]}""");
        VideoFrame frame = Assert.Single(output.Frames);

        Assert.Equal(
            ["Color", "Embedding", "Focus", "TextAnswer", "Cluster", "Mask", "RegionConcept"],
            frame.Observations.Select(observation => observation.GetType().Name));
        Assert.Equal(frame.Observations, output.Observations);
        Assert.All(
            frame.Observations,
            observation => Assert.Equal((0, 7L), (observation.FrameIndex, observation.TimeMs)));
        Assert.Equal(7, Assert.Single(frame.Concepts).TimeMs);
        Assert.Single(frame.Colors);
        Assert.Single(frame.Embeddings);
        Assert.Single(frame.Focuses);
        Assert.Single(frame.Texts);
        Assert.Single(frame.Clusters);
        Assert.Single(frame.Masks);
    }

    [Fact]
    public void An_answer_about_a_picture_can_be_put_at_a_frame_of_a_video()
    {
        PredictOutput output = Reading.Data(
            """
            {"concepts":[{"name":"cat","value":0.5}],"colors":[{"raw_hex":"#000000","value":1}],
             "regions":[{"id":"r1","region_info":{"bounding_box":{"top_row":0.5}},"data":{"concepts":[{"name":"eye"}]}},{"id":"r2"}]}
            """);
        AnswerOrigin video = output.Origin.About(new IndexedInput(PredictInput.FromText("a text", "clip.mp4"), 4));

        var frame = VideoFrame.Place(output, video.At(new PlacedFrame(2, 3000)));

        Assert.Equal(
            [
                "Concept Name='cat' Value=0.5 Id=null AppId=null Vocabulary=null FrameIndex=2 TimeMs=3000",
                "Color Hex='#000000' Name=null W3CHex=null Value=1 FrameIndex=2 TimeMs=3000",
                "RegionConcept RegionId='r1' Top=0.5 Left=0 Bottom=0 Right=0 "
                    + "Name='eye' Value=0 Id=null AppId=null Vocabulary=null FrameIndex=2 TimeMs=3000",
                "Region Value=null RegionId='r2' Top=null Left=null Bottom=null Right=null FrameIndex=2 TimeMs=3000",
            ],
            frame.Observations.Select(Described.Facts));
        Assert.Equal(["r1", "r2"], frame.Regions.Select(region => region.RegionId));
        Assert.All<AnswerObject>(
            [frame, .. frame.Observations, .. frame.Regions],
            part => Assert.Equal(("clip.mp4", 4), (part.Source, part.InputIndex)));

        // What was read stays as it was.
        Assert.All(output.Observations, part => Assert.Equal(Reading.Address, part.Source));
        Assert.Null(Assert.Single(output.Colors).TimeMs);
    }

    [Fact]
    public void In_both_shapes_without_ids_a_concept_is_known_by_its_name()
    {
        PredictOutput output = Reading.Data(
            """
            {"regions":[{"data":{"concepts":[{"name":"27","vocab_id":"age_appearance"}],
             "face":{"age_appearance":{"concepts":[{"name":"27"},{"name":"28"}]},"hair":{"concepts":[{"name":"grey"}]}}}}]}
            """);

        Assert.Equal(
            [("27", "age_appearance"), ("28", "age_appearance")],
            output.Concepts.Select(concept => (concept.Name, concept.Vocabulary)));
    }

    [Fact]
    public void The_picture_of_a_mask_is_there_on_demand()
    {
        IReadOnlyList<Mask> masks = Output("masks").Masks;

        byte[] image = masks[0].GetImage();
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], image);
        Assert.NotSame(image, masks[0].GetImage());
        Assert.Empty(masks[1].GetImage());
    }

    [Theory]
    [InlineData("concepts-today", "train 1.000")]
    [InlineData("colors", "WhiteSmoke 0.929")]
    [InlineData("faces-2019", "0.100,0.200 - 0.300,0.400")]
    [InlineData("embedding", "4 dimensions")]
    [InlineData("focus", "density 0.700, value 0.800")]
    [InlineData("clusters", "3_29 0.100")]
    [InlineData("text", "A train leaves the station.\nIt is dusk.")]
    [InlineData("masks", "sky-other 0.531")]
    public void As_text_an_object_is_what_it_says(string name, string expected) =>
        Assert.Equal(expected, Output(name).Observations[0].ToString());

    [Fact]
    public void As_text_what_has_less_to_say_is_shorter()
    {
        Assert.Equal("density 0.650", Output("focus").Observations[1].ToString());
        Assert.Equal("0.125", Output("masks").Observations[1].ToString());
        Assert.Equal("r1", TextOf("""{"regions":[{"id":"r1"}]}"""));
        Assert.Equal("#000000 1.000", TextOf("""{"colors":[{"raw_hex":"#000000","value":1}]}"""));
        Assert.Equal("00:01:01.500 person 0.875, 0.000,0.500 - 0.250,1.000", Output("video-today").Frames[1].ToString());
        Assert.Equal($"{Reading.Address}: WhiteSmoke 0.929, SlateGray 0.071", Output("colors").ToString());
    }

    private static string TextOf(string data) => $"{Assert.Single(Reading.Data(data).Observations)}";

    private static PredictOutput Output(string name) => Assert.Single(Reading.Answer(KindFile.Bytes(name)).Outputs);
}
