using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>The other views of each kind: the list, and the table that is grouped by the source.</summary>
public sealed class KindListTests : ConnectedTest
{
    public static TheoryData<string, string, string> Lists => new()
    {
        {
            "Concept", """{"concepts":[{"id":"ai_1","name":"cat","value":0.5,"app_id":"main"}]}""",
            """
            Name           : cat
            Value          : 0.5
            Id             : ai_1
            AppId          : main
            Vocabulary     :
            """
        },
        {
            "RegionConcept",
            """
            {"regions":[{"id":"r1","region_info":{"bounding_box":{"top_row":0.25}},
            "data":{"concepts":[{"name":"28","value":0.5,"vocab_id":"age_appearance"}]}}]}
            """,
            """
            Name           : 28
            Value          : 0.5
            Id             :
            AppId          :
            Vocabulary     : age_appearance
            RegionId       : r1
            Top            : 0.25
            Left           : 0
            Bottom         : 0
            Right          : 0
            """
        },
        {
            "Concept", """{"frames":[{"frame_info":{"time":500},"data":{"concepts":[{"name":"cat","value":0.5}]}}]}""",
            """
            TimeMs         : 500
            Name           : cat
            Value          : 0.5
            Id             :
            AppId          :
            Vocabulary     :
            """
        },
        {
            "Region", """{"frames":[{"frame_info":{"time":0},"data":{"regions":[{"id":"r1","value":0.5}]}}]}""",
            """
            TimeMs         : 0
            RegionId       : r1
            Value          : 0.5
            Top            :
            Left           :
            Bottom         :
            Right          :
            """
        },
        {
            "Color", """{"colors":[{"raw_hex":"#fe0000","w3c":{"hex":"#ff0000","name":"Red"},"value":1}]}""",
            """
            Hex            : #fe0000
            Name           : Red
            W3CHex         : #ff0000
            Value          : 1
            """
        },
        {
            "Embedding",
            """
            {"regions":[{"id":"r1","region_info":{"bounding_box":{"right_col":1}},
            "data":{"embeddings":[{"vector":[0.5,1,2,3,4,5,6]}]}}]}
            """,
            """
            RegionId       : r1
            Top            : 0
            Left           : 0
            Bottom         : 0
            Right          : 1
            Dimensions     : 7
            Vector         : {0.5, 1, 2, 3…}
            """
        },
        {
            "Focus", """{"focus":{"density":0.5,"value":0.25}}""",
            """
            Density        : 0.5
            Value          : 0.25
            """
        },
        {
            "TextAnswer", """{"text":{"raw":"one\ntwo"}}""",
            """
            Value          :
            Text           : one
                             two
            """
        },
        {
            "TextAnswer", """{"text":{"raw":"cod\u202Egpj\r\u001B[31m"}}""",
            """
            Value          :
            Text           : cod\u202Egpj\u000D\u001B[31m
            """
        },
        {
            "Mask",
            """
            {"regions":[{"id":"r1","region_info":{"mask":{"image":{"base64":"AQID"}}},
            "data":{"concepts":[{"id":"ai_1","name":"sky","value":0.5,"app_id":"main"}]}}]}
            """,
            """
            RegionId       : r1
            Name           : sky
            Value          : 0.5
            Id             : ai_1
            AppId          : main
            ImageSize      : 3
            ImageUrl       :
            """
        },
        {
            "Cluster", """{"clusters":[{"id":"3_29","count":2,"score":0.5,"projection":[1,2]}]}""",
            """
            Id             : 3_29
            Size           : 2
            Score          : 0.5
            Projection     : {1, 2}
            """
        },
    };

    public static TheoryData<string, string, string> Groups => new()
    {
        {
            "Concept", """{"concepts":[{"name":"cat","value":0.5},{"name":"dog","value":0.25}]}""",
            """
            Name Value
            ---- -----
            cat  0.500
            dog  0.250
            """
        },
        {
            "RegionConcept",
            """
            {"regions":[{"region_info":{"bounding_box":{"top_row":0.25}},"data":{"concepts":[{"name":"cat","value":0.5}]}}]}
            """,
            """
            Name Value   Top  Left Bottom Right
            ---- -----   ---  ---- ------ -----
            cat  0.500 0.250 0.000  0.000 0.000
            """
        },
        {
            "Region", """{"regions":[{"id":"r1","value":0.5,"region_info":{"bounding_box":{}}}]}""",
            """
            RegionId Value   Top  Left Bottom Right
            -------- -----   ---  ---- ------ -----
            r1       0.500 0.000 0.000  0.000 0.000
            """
        },
        {
            "Color", """{"colors":[{"raw_hex":"#fe0000","w3c":{"hex":"#ff0000","name":"Red"},"value":1}]}""",
            """
            Hex     Name W3CHex  Value
            ---     ---- ------  -----
            #fe0000 Red  #ff0000 1.000
            """
        },
        {
            "Embedding", """{"embeddings":[{"vector":[0.5,1,2,3,4,5,6]}]}""",
            """
            Dimensions Top Left Vector
            ---------- --- ---- ------
                     7          0.500, 1.000, 2.000, 3.000, 4.000, ...
            """
        },
        {
            "Focus", """{"focus":{"density":0.5,"value":0.25}}""",
            """
            Density Value Top Left Bottom Right
            ------- ----- --- ---- ------ -----
              0.500 0.250
            """
        },
        {
            "TextAnswer", """{"text":{"raw":"one\ntwo"}}""",
            """
            Value   Top  Left Text
            -----   ---  ---- ----
                              one two
            """
        },
        {
            "TextAnswer",
            """
            {"regions":[{"value":0.5,"region_info":{"bounding_box":{}},"data":{"text":{"raw":"cod\u202Egpj\u001B[31m"}}}]}
            """,
            """
            Value   Top  Left Text
            -----   ---  ---- ----
            0.500 0.000 0.000 cod\u202Egpj\u001B[31m
            """
        },
        {
            "Mask",
            """
            {"regions":[{"id":"r1","region_info":{"mask":{"image":{"base64":"AQID"}}},
            "data":{"concepts":[{"name":"sky","value":0.5}]}}]}
            """,
            """
            RegionId Name Value ImageSize
            -------- ---- ----- ---------
            r1       sky  0.500         3
            """
        },
        {
            "Cluster", """{"clusters":[{"id":"3_29","count":2,"score":0.5}]}""",
            """
            Id   Size Score
            --   ---- -----
            3_29    2 0.500
            """
        },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void As_a_list_an_object_has_its_main_properties(string type, string data, string expected) => ScreenText.AssertShows(
        $"\nSource         : bytes 0\n{expected}\nModel          : general\nModelVersionId : version-1\n",
        Show(type, "List", data));

    [Theory]
    [MemberData(nameof(Groups))]
    public void Grouped_by_the_source_a_table_is_without_it(string type, string data, string expected) =>
        ScreenText.AssertShows($"\n   Source: bytes 0\n\n{expected}\n", Show(type, "BySource", data));

    [Fact]
    public void What_is_said_of_frames_is_grouped_by_the_frames() => ScreenText.AssertShows(
        """

           Source: bytes 0 00:00:00.000

        Hex     Name W3CHex Value
        ---     ---- ------ -----
        #000000             1.000

           Source: bytes 0 00:00:01.000

        Hex     Name W3CHex Value
        ---     ---- ------ -----
        #ffffff             1.000
        """,
        Show("Color", "BySource", """
            {"frames":[{"data":{"colors":[{"raw_hex":"#000000","value":1}]}},
                       {"frame_info":{"time":1000},"data":{"colors":[{"raw_hex":"#ffffff","value":1}]}}]}
            """));

    [Fact]
    public void An_output_and_a_frame_have_these_views_too()
    {
        Service.Data = _ => """{"frames":[{"frame_info":{"time":500},"data":{"concepts":[{"name":"cat","value":0.5}]}}]}""";
        Session.Set("path", Folder.Video("clip.mp4"));

        string frame = Session.Show("Get-ClarifaiVideoFrame $path | " + Folder.Through("List", "VideoFrame"));

        ScreenText.AssertShows(
            $$"""

            Source         : {{Folder.FullPath}}/clip.mp4
            TimeMs         : 500
            Concepts       : {cat 0.500}
            Regions        : {}
            Colors         : {}
            Embeddings     : {}
            Focuses        : {}
            Masks          : {}
            Texts          : {}
            Clusters       : {}
            Model          : general
            ModelVersionId : version-1
            """,
            frame.Replace('\\', '/'));
    }

    private string Show(string type, string view, string data)
    {
        Service.Data = _ => data;
        byte[] input = data.Contains("frames", StringComparison.Ordinal) ? SampleFile.Video("clip") : SampleFile.Picture("a");
        return Session.Show("$input | Invoke-ClarifaiPredict | " + Folder.Through(view, type), input);
    }
}
