using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>The default table of each kind of answer as whole text, live and after serialization.</summary>
public sealed class KindTableTests : ConnectedTest
{
    private const string Celebrities =
        """

        Source                       Name               Value   Top  Left Bottom Right
        ------                       ----               -----   ---  ---- ------ -----
        a.jpg                        ada lovelace       0.938 0.100 0.200  0.300 0.400
        a.jpg                        emmy noether       0.031 0.100 0.200  0.300 0.400
        """;

    private const string Demographics =
        """

        Source                       Name               Value   Top  Left Bottom Right
        ------                       ----               -----   ---  ---- ------ -----
        a.jpg                        27                 0.500 0.100 0.200  0.300 0.400
        a.jpg                        28                 0.250 0.100 0.200  0.300 0.400
        a.jpg                        feminine           0.969 0.100 0.200  0.300 0.400
        a.jpg                        white              0.875 0.100 0.200  0.300 0.400
        """;

    public static TheoryData<string, string> Tables => new()
    {
        {
            "concepts-2019",
            """

            Source                       Name                           Value
            ------                       ----                           -----
            a.jpg                        train                          0.999
            a.jpg                        railway                        0.998
            a.jpg                        dusk                           0.000
            """
        },
        {
            "concepts-today",
            """

            Source                       Name                           Value
            ------                       ----                           -----
            a.jpg                        train                          1.000
            a.jpg                        railway                        0.500
            a.jpg                        dusk                           0.000
            """
        },
        {
            "video-2019",
            """

            Source                       Name                           Value
            ------                       ----                           -----
            a.jpg 00:00:00.000           train                          0.999
            a.jpg 00:00:01.000           railway                        0.900
            """
        },
        {
            // A region with nothing in it is an object of another kind, which PowerShell shows by its main properties below the table.
            "video-today",
            """

            Source                       Name                           Value
            ------                       ----                           -----
            a.jpg 00:00:00.500           train                          1.000
            a.jpg 00:01:01.500           person                         0.875

            Source   : <folder>/a.jpg
            RegionId : region-b
            Value    : 0.625
            Top      : 0
            Left     : 0.5
            Bottom   : 0.25
            Right    : 1

            """
        },
        {
            "colors",
            """

            Source                       Hex     Name                 W3CHex    Value
            ------                       ---     ----                 ------    -----
            a.jpg                        #f2f2f2 WhiteSmoke           #f5f5f5   0.929
            a.jpg                        #686078 SlateGray            #708090   0.071
            """
        },
        {
            "faces-2019",
            """

            Source                       RegionId         Value   Top  Left Bottom Right
            ------                       --------         -----   ---  ---- ------ -----
            a.jpg                        face-a                 0.100 0.200  0.300 0.400
            a.jpg                        face-b                 0.000 0.500  0.250 0.750
            """
        },
        {
            "faces-today",
            """

            Source                       Name               Value   Top  Left Bottom Right
            ------                       ----               -----   ---  ---- ------ -----
            a.jpg                        face               0.990 0.100 0.200  0.300 0.400
            a.jpg                        face               0.750 0.000 0.500  0.250 0.750
            """
        },
        {
            "logos-2019",
            """

            Source                       Name               Value   Top  Left Bottom Right
            ------                       ----               -----   ---  ---- ------ -----
            a.jpg                        I Love New York    0.813 0.100 0.200  0.300 0.400
            a.jpg                        Big Apple          0.250 0.100 0.200  0.300 0.400
            """
        },
        {
            "detection-today",
            """

            Source                       Name               Value   Top  Left Bottom Right
            ------                       ----               -----   ---  ---- ------ -----
            a.jpg                        cat                0.938 0.150 0.200  0.350 0.400
            """
        },
        { "celebrity-2019", Celebrities },
        { "celebrity-2020", Celebrities },
        { "demographics-2019", Demographics },
        { "demographics-2020", Demographics },
        { "demographics-both", Demographics },
        {
            "embedding",
            """

            Source                       Dimensions   Top  Left Vector
            ------                       ----------   ---  ---- ------
            a.jpg                                 4             0.250, -0.000, 0.000, 1.000
            """
        },
        {
            "face-embedding",
            """

            Source                       Dimensions   Top  Left Vector
            ------                       ----------   ---  ---- ------
            a.jpg                                 2 0.100 0.200 0.500, -0.500
            """
        },
        {
            "focus",
            """

            Source                       Density Value   Top  Left Bottom Right
            ------                       ------- -----   ---  ---- ------ -----
            a.jpg                          0.700 0.800
            a.jpg                          0.650       0.100 0.200  0.300 0.400
            """
        },
        {
            "clusters",
            """

            Source                       Id                   Size  Score
            ------                       --                   ----  -----
            a.jpg                        3_29                    2  0.100
            a.jpg                        3_30                    0  0.000
            """
        },
        {
            "text",
            """

            Source                       Value   Top  Left Text
            ------                       -----   ---  ---- ----
            a.jpg                                          A train leaves the station. It is dusk.
            """
        },
        {
            "text-regions",
            """

            Source                       Value   Top  Left Text
            ------                       -----   ---  ---- ----
            a.jpg                        0.969 0.100 0.200 EXIT

            Source   : <folder>/a.jpg
            RegionId : text-b
            Value    :
            Top      : 0.5
            Left     : 0.5
            Bottom   : 0.625
            Right    : 0.75

            """
        },
        {
            "masks",
            """

            Source                       RegionId       Name               Value ImageSize
            ------                       --------       ----               ----- ---------
            a.jpg                        segment-a      sky-other          0.531         8
            a.jpg                        segment-b                         0.125         0
            """
        },
    };

    public static TheoryData<string, string> OutputTables => new()
    {
        {
            "concepts-today",
            """

            Source                       Model                Answer
            ------                       -----                ------
            a.jpg                        general              train 1.000, railway 0.500, dusk 0.000
            """
        },
        {
            "demographics-both",
            """

            Source                       Model                Answer
            ------                       -----                ------
            a.jpg                        general              27 0.500, 28 0.250, feminine 0.969, white 0.875
            """
        },
        {
            "faces-2019",
            """

            Source                       Model                Answer
            ------                       -----                ------
            a.jpg                        general              0.100,0.200 - 0.300,0.400, 0.000,0.500 - 0.250,0.750
            """
        },
        {
            "focus",
            """

            Source                       Model                Answer
            ------                       -----                ------
            a.jpg                        general              density 0.700, value 0.800, density 0.650
            """
        },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Each_kind_is_a_table(string name, string expected) => AssertShows(expected, Show(name, "Invoke-ClarifaiPredict $path"));

    [Theory]
    [MemberData(nameof(Tables))]
    public void Each_kind_is_the_same_table_after_serialization(string name, string expected) =>
        AssertShows(expected, Show(name, SerializedCopy.Of("Invoke-ClarifaiPredict $path")));

    [Theory]
    [MemberData(nameof(OutputTables))]
    public void An_output_is_a_row_with_what_it_says_first(string name, string expected) =>
        AssertShows(expected, Show(name, "Invoke-ClarifaiPredict $path -As Output"));

    [Theory]
    [MemberData(nameof(OutputTables))]
    public void An_output_is_the_same_row_after_serialization(string name, string expected) =>
        AssertShows(expected, Show(name, SerializedCopy.Of("Invoke-ClarifaiPredict $path -As Output")));

    [Fact]
    public void A_frame_is_a_row_with_what_it_says_first()
    {
        const string Expected =
            """

            Source                       Answer
            ------                       ------
            clip.mp4 00:00:00.000        a 0.900, b 0.800, c 0.700, d 0.600, e 0.500, f 0.400
            clip.mp4 00:00:01.000        Red 1.000
            clip.mp4 00:00:02.000        0.000,0.000 - 0.500,0.500
            clip.mp4 00:00:03.000
            """;
        Service.Data = _ => """
            {"frames":[
              {"frame_info":{"time":0},"data":{"concepts":[{"name":"a","value":0.9},{"name":"b","value":0.8},{"name":"c","value":0.7},
                {"name":"d","value":0.6},{"name":"e","value":0.5},{"name":"f","value":0.4}]}},
              {"frame_info":{"time":1000},"data":{"colors":[{"w3c":{"name":"Red"},"value":1}]}},
              {"frame_info":{"time":2000},"data":{"regions":[{"region_info":{"bounding_box":{"bottom_row":0.5,"right_col":0.5}}}]}},
              {"frame_info":{"time":3000},"data":{}}]}
            """;
        Session.Set("path", Folder.Video("clip.mp4"));

        AssertShows(Expected, Session.Show("Get-ClarifaiVideoFrame $path"));
        AssertShows(Expected, Session.Show(SerializedCopy.Of("Get-ClarifaiVideoFrame $path")));
    }

    [Fact]
    public void What_is_said_of_a_frame_has_its_time_beside_the_source()
    {
        Service.Data = _ => """
            {"frames":[{"frame_info":{"time":61500},
            "data":{"colors":[{"raw_hex":"#ff0000","w3c":{"hex":"#ff0000","name":"Red"},"value":1}]}}]}
            """;
        Session.Set("path", Folder.Video("clip.mp4"));

        AssertShows(
            """

            Source                       Hex     Name                 W3CHex    Value
            ------                       ---     ----                 ------    -----
            clip.mp4 00:01:01.500        #ff0000 Red                  #ff0000   1.000
            """,
            Session.Show("Get-ClarifaiVideoFrame $path -As Concept"));
    }

    [Fact]
    public void A_concept_in_a_region_of_a_frame_has_its_time_and_its_edges()
    {
        Service.Data = _ => """
            {"frames":[{"frame_info":{"time":500},"data":{"regions":[
            {"region_info":{"bounding_box":{"top_row":0.25,"bottom_row":0.5,"right_col":1}},
            "data":{"concepts":[{"name":"cat","value":0.75}]}}]}}]}
            """;
        Session.Set("path", Folder.Video("clip.mp4"));

        AssertShows(
            """

            Source                       Name               Value   Top  Left Bottom Right
            ------                       ----               -----   ---  ---- ------ -----
            clip.mp4 00:00:00.500        cat                0.750 0.250 0.000  0.500 1.000
            """,
            Session.Show("Invoke-ClarifaiPredict $path"));
    }

    private string Show(string name, string script)
    {
        Service.AnswerWith(name);
        Session.Set("path", Folder.Picture("a.jpg"));
        return Session.Show(script);
    }

    private void AssertShows(string expected, string actual) =>
        ScreenText.AssertShows(expected + "\n\n", actual.Replace(Folder.FullPath, "<folder>", StringComparison.Ordinal));
}
