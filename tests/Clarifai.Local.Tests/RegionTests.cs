using System.Text.Json;
using System.Text.Json.Nodes;
using Clarifai.Local.Inference;
using Clarifai.Local.Tests.General;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>The detectors: what is where, in fractions of the picture as it is stored.</summary>
public sealed class RegionTests(RunningEngine engine)
{
    private const string Faces = "face-detection";
    private const string Things = "general-detection";

    // Looked up in the photos by eye: left, top, right, bottom as fractions.
    private static readonly SKRect CatInPhoto = new(0.02f, 0, 0.90f, 1);
    private static readonly SKRect FaceInPhoto = new(0.35f, 0.14f, 0.54f, 0.36f);

    private static readonly byte[] Cat = Samples.Read(Samples.Cat);
    private static readonly byte[] Astronaut = Samples.Read(Samples.Astronaut);

    public static TheoryData<SKEncodedOrigin> Origins => [.. Enum.GetValues<SKEncodedOrigin>().Distinct()];

    [Fact]
    public async Task The_cat_is_where_the_cat_is()
    {
        Region region = Assert.Single(await FindAsync(Things, Cat));

        Assert.Equal("cat", region.Name);
        Assert.InRange(region.Value, 0.5, 0.62);
        AssertNear(CatInPhoto, region.Place, 0.8);
    }

    [Fact]
    public async Task The_face_is_where_the_face_is()
    {
        Region region = Assert.Single(await FindAsync(Faces, Astronaut));

        Assert.Equal("face", region.Name);
        Assert.InRange(region.Value, 0.85, 1);
        AssertNear(FaceInPhoto, region.Place, 0.6);
    }

    [Theory]
    [InlineData(Samples.Cat)]
    [InlineData(Samples.Rocket)]
    [InlineData("coffee.jpg")]
    public async Task There_is_no_face_where_none_is(string photo) => Assert.Empty(await FindAsync(Faces, Samples.Read(photo)));

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task Boxes_are_those_of_the_stored_picture_however_it_is_turned(SKEncodedOrigin origin)
    {
        Region upright = Assert.Single(await FindAsync(Faces, Astronaut));
        Region turned = Assert.Single(await FindAsync(Faces, Pictures.StoreTurned(Astronaut, origin)));

        AssertNear(Turn(upright.Place, origin), turned.Place, 0.9);
    }

    [Fact]
    public async Task A_part_that_is_cut_out_has_its_face_in_another_place()
    {
        byte[] part = Pictures.Crop(Astronaut, new SKRectI(50, 0, 450, 400));

        Region region = Assert.Single(await FindAsync(Faces, part));
        var expected = new SKRect(
            ((FaceInPhoto.Left * 512) - 50) / 400,
            FaceInPhoto.Top * 512 / 400,
            ((FaceInPhoto.Right * 512) - 50) / 400,
            FaceInPhoto.Bottom * 512 / 400);
        AssertNear(expected, region.Place, 0.6);
    }

    [Fact]
    public async Task Two_things_side_by_side_have_a_box_each()
    {
        using var photo = SKBitmap.Decode(Astronaut);
        using var both = new SKBitmap(photo.Width * 2, photo.Height);
        using (var canvas = new SKCanvas(both))
        {
            canvas.DrawBitmap(photo, 0, 0, SKSamplingOptions.Default, null);
            canvas.DrawBitmap(photo, photo.Width, 0, SKSamplingOptions.Default, null);
        }

        using SKData png = both.Encode(SKEncodedImageFormat.Png, 100);
        Region[] faces = [.. (await FindAsync(Faces, png.ToArray())).OrderBy(region => region.Place.Left)];

        Assert.Equal(2, faces.Length);
        Assert.Equal(faces[0].Place.MidX + 0.5, faces[1].Place.MidX, 0.02);
    }

    [Fact]
    public async Task Options_leave_regions_out()
    {
        Assert.Empty(await FindAsync(Things, Cat, new JsonObject { ["min_value"] = 0.9 }));
        Assert.Empty(await FindAsync(Things, Cat, Select("name", "dog")));
        Assert.Single(await FindAsync(Things, Cat, Select("id", "local_cat")));

        static JsonObject Select(string member, string value) =>
            new() { ["select_concepts"] = new JsonArray(new JsonObject { [member] = value }) };
    }

    [Fact]
    public void Of_boxes_that_show_one_thing_the_surest_is_kept()
    {
        DetectorLabels labels = ((DetectorSource<ObjectReading>)BuiltInModels.Open("nanodet")).Labels;
        ModelConcept cat = labels.Vocabulary.FindByName("cat").Single();
        ModelConcept dog = labels.Vocabulary.FindByName("dog").Single();
        ModelConcept couch = labels.Vocabulary.FindByName("couch").Single();
        List<ScoredBox> boxes =
        [
            new(cat, 0.5f, new SKRect(1, 1, 11, 11)),
            new(cat, 0.9f, new SKRect(0, 0, 10, 10)),
            new(cat, 0.4f, new SKRect(20, 0, 30, 10)),
            new(couch, 0.6f, new SKRect(0, 0, 10, 10)),
            new(dog, 0.7f, new SKRect(0, 0, 10, 10)),
            new(dog, 0.3f, new SKRect(0, 0, 10, 40)),
        ];

        Assert.Equal([0.9f, 0.6f, 0.4f, 0.3f], ScoredBox.KeepBest([.. boxes], 0.5f, labels).Select(box => box.Value));
        Assert.Equal([0.9f, 0.6f, 0.5f, 0.4f, 0.3f], ScoredBox.KeepBest([.. boxes], 0.7f, labels).Select(box => box.Value));
        Assert.Equal(81f / 119, boxes[0].Overlap(boxes[1]), 5);
        Assert.Equal(0, boxes[0].Overlap(boxes[2]));
    }

    // The definition of the EXIF tag, as in Pictures: where a place of the upright picture lies in the stored one.
    private static SKRect Turn(SKRect place, SKEncodedOrigin origin)
    {
        (float left, float top, float right, float bottom) = (place.Left, place.Top, place.Right, place.Bottom);
        return origin switch
        {
            SKEncodedOrigin.TopLeft => place,
            SKEncodedOrigin.TopRight => new SKRect(1 - right, top, 1 - left, bottom),
            SKEncodedOrigin.BottomRight => new SKRect(1 - right, 1 - bottom, 1 - left, 1 - top),
            SKEncodedOrigin.BottomLeft => new SKRect(left, 1 - bottom, right, 1 - top),
            SKEncodedOrigin.LeftTop => new SKRect(top, left, bottom, right),
            SKEncodedOrigin.RightTop => new SKRect(top, 1 - right, bottom, 1 - left),
            SKEncodedOrigin.RightBottom => new SKRect(1 - bottom, 1 - right, 1 - top, 1 - left),
            SKEncodedOrigin.LeftBottom => new SKRect(1 - bottom, left, 1 - top, right),
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };
    }

    private static void AssertNear(SKRect expected, SKRect actual, double leastOverlap)
    {
        var anything = new ModelConcept("", "");
        float overlap = new ScoredBox(anything, 1, expected).Overlap(new ScoredBox(anything, 1, actual));
        Assert.True(overlap >= leastOverlap, $"{actual} is not at {expected}: they share {overlap:0.00}.");
    }

    private async Task<IReadOnlyList<Region>> FindAsync(string model, byte[] picture, JsonObject? options = null)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.WithOptions(picture, options ?? []), $"/v2/models/{model}/outputs");
        Assert.Equal(StatusCodes.Success, answer.Code);
        return [.. Assert.Single(answer.Outputs).GetProperty("data").GetProperty("regions").EnumerateArray().Select(Region.Read)];
    }

    private sealed record Region(string Name, double Value, SKRect Place)
    {
        public static Region Read(JsonElement json)
        {
            Assert.NotEmpty(json.GetProperty("id").GetString()!);
            JsonElement concept = Assert.Single(json.GetProperty("data").GetProperty("concepts").EnumerateArray());
            Assert.Equal(json.GetProperty("value").GetDouble(), concept.GetProperty("value").GetDouble());
            JsonElement box = json.GetProperty("region_info").GetProperty("bounding_box");
            var place = new SKRect(Side("left_col"), Side("top_row"), Side("right_col"), Side("bottom_row"));
            Assert.True(place is { Left: >= 0, Top: >= 0, Right: <= 1, Bottom: <= 1, Width: > 0, Height: > 0 }, place.ToString());
            return new Region(concept.GetProperty("name").GetString()!, json.GetProperty("value").GetDouble(), place);

            float Side(string name) => box.GetProperty(name).GetSingle();
        }
    }
}
