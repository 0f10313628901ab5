using System.Globalization;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Answers;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Similarity;

/// <summary>Find-ClarifaiSimilar with a service whose embedding of a picture is at the angle that its caption says.</summary>
public sealed class FindSimilarTests : ConnectedTest
{
    public FindSimilarTests() => Session.GoTo(Folder.FullPath);

    [Fact]
    public void Pictures_like_an_example_come_best_first_at_the_end()
    {
        Embed();
        Pictures("90", "10", "30");

        ScriptResult result = Session.Run("Get-ChildItem *.jpg | Find-ClarifaiSimilar -Like 30.jpg");

        Assert.Equal(Paths("30", "10", "90"), result.Sources);
        Assert.Equal([1.0, .9397, .5], result.All("Similarity"));
        Assert.All(result.All("Like"), like => Assert.Equal(Folder.PathOf("30.jpg"), like));
        Assert.EndsWith("/v2/models/bbb5f41425b8468d9b7a554ff10f8581/outputs", Service.Requests[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_examples_the_most_similar_one_counts()
    {
        Embed();
        Pictures("0", "80", "90");

        ScriptResult result = Session.Run("Find-ClarifaiSimilar 80.jpg -Like 0.jpg, 90.jpg");

        Assert.Equal([Folder.PathOf("90.jpg")], result.All("Like"));
    }

    [Fact]
    public void With_a_least_similarity_each_comes_as_it_is_answered()
    {
        Embed();
        string[] pictures = Pictures("0", "10", "80", "20");

        ScriptResult result = Session.Run(
            "$input | Find-ClarifaiSimilar -Like 0.jpg -MinSimilarity .9 -BatchSize 1 -ThrottleLimit 1 | Select-Object -First 2", pictures);

        Assert.Equal(Paths("0", "10"), result.Sources);
        Assert.Equal(["0", "0", "10"], Service.Captions);
    }

    [Fact]
    public void Without_an_example_near_duplicates_are_grouped_and_pictures_alone_are_not_emitted()
    {
        Embed();
        Folder.Write("a.jpg", SampleFile.Picture("0 "));
        Folder.Write("b.jpg", SampleFile.Picture("0   larger"));
        Folder.Write("c.jpg", SampleFile.Picture("90"));
        Folder.Write("d.jpg", SampleFile.Picture("45"));
        Folder.Write("e.jpg", SampleFile.Picture("55"));

        ScriptResult result = Session.Run("Get-ChildItem *.jpg | Find-ClarifaiSimilar -MinSimilarity .9");

        Assert.Equal(Paths("b", "a", "d", "e"), result.Sources);
        Assert.Equal([1, 1, 2, 2], result.All("Group"));
        Assert.Equal([2, 2, 2, 2], result.All("GroupSize"));
        Assert.Equal([1.0, 1.0, 1.0, .9848], result.All("Similarity"));
    }

    [Fact]
    public void What_is_emitted_leads_back_to_its_file()
    {
        Embed();
        Folder.Write("[0].jpg", SampleFile.Picture("0"));

        ScriptResult result = Session.Run(
            "Find-ClarifaiSimilar -LiteralPath '[0].jpg' -Like '[0].jpg' | "
            + "Move-Item -Destination moved.jpg -PassThru | ForEach-Object Name");

        Assert.Equal("moved.jpg", Assert.Single(result.Output).BaseObject);
    }

    [Fact]
    public void Near_duplicates_need_a_least_similarity_where_none_was_measured()
    {
        ScriptResult result = Session.Try("Find-ClarifaiSimilar https://example.com/a.jpg");

        Assert.Equal(("InvalidModelArgument", ErrorCategory.InvalidArgument), result.Terminating!.Kind());
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_broken_picture_costs_itself_but_a_broken_example_ends_the_run()
    {
        Embed();
        Service.Code = input => input.Caption == "bad" ? 30101 : 10000;
        Pictures("0", "bad", "5");

        ScriptResult result = Session.Try("Get-ChildItem *.jpg | Find-ClarifaiSimilar -Like 0.jpg");

        Assert.Equal(Paths("0", "5"), result.Sources);
        Assert.Equal("UnsupportedMediaType", Assert.Single(result.Errors).Id());

        ScriptResult broken = Session.Try("Get-ChildItem *.jpg | Find-ClarifaiSimilar -Like bad.jpg");
        Assert.Empty(broken.Output);
        Assert.Equal("UnsupportedMediaType", broken.Terminating!.Id());

        ScriptResult missing = Session.Try("Get-ChildItem *.jpg | Find-ClarifaiSimilar -Like missing.jpg");
        Assert.Equal("FileNotFound", missing.Terminating!.Id());
    }

    [Theory]
    [InlineData("*.gif", "FileNotFound", "No file matches '*.gif'.")]
    [InlineData("0.jpg, *.gif", "FileNotFound", "No file matches '*.gif'.")]
    [InlineData("photos", "PathIsDirectory", "photos")]
    [InlineData("phot*", "FileNotFound", "-Like 'phot*' matches only folders.")]
    public void An_example_that_is_not_there_is_one_error(string like, string id, string message)
    {
        Embed();
        Pictures("0");
        Directory.CreateDirectory(Folder.PathOf("photos"));

        ScriptResult result = Session.Try($"Get-ChildItem *.jpg | Find-ClarifaiSimilar -Like {like}");

        Assert.Equal(id, result.Terminating!.Id());
        Assert.Contains(message, result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Only_images_are_among_the_formats_that_it_reads()
    {
        Embed();
        string text = Folder.Write("text.jpg", "words"u8.ToArray());

        ErrorRecord error = Assert.Single(Session.Try("Get-Item text.jpg | Find-ClarifaiSimilar -MinSimilarity .9").Errors);

        Assert.Equal(
            $"'{text}' is not an image that the service can read; it looks like text. "
            + "It reads JPEG, PNG, GIF, BMP, TIFF, and WebP images.",
            error.Exception.Message);
    }

    [Fact]
    public void A_video_is_refused_before_it_is_sent()
    {
        Embed();
        Folder.Video("clip.mp4");
        Pictures("0");

        ScriptResult result = Session.Try("Get-ChildItem | Find-ClarifaiSimilar -Like 0.jpg");

        Assert.Equal(Paths("0"), result.Sources);
        Assert.Equal("UnsupportedMediaType", Assert.Single(result.Errors).Id());
        Assert.All(Service.Inputs, input => Assert.Equal("image", input.Kind));
    }

    [Theory]
    [InlineData("-Model general")]
    [InlineData("-Model face-embedding")]
    [InlineData("-Model general -MinSimilarity .5")]
    [InlineData("-Model general -Like https://example.com/b.jpg")]
    public void A_public_model_without_embeddings_of_whole_images_is_refused_before_anything_is_sent(string options)
    {
        ScriptResult result = Session.Try($"Find-ClarifaiSimilar https://example.com/a.jpg {options}");

        Assert.Equal("InvalidModelArgument", result.Terminating!.Id());
        Assert.Contains("does not return embeddings of whole images", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_model_without_embeddings_ends_the_run_saying_so()
    {
        ScriptResult result = Session.Try("Find-ClarifaiSimilar https://example.com/a.jpg -Model mine -MinSimilarity .5");

        Assert.Equal("InvalidModelArgument", result.Terminating!.Id());
        Assert.Contains("-Model", result.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_embedding_that_cannot_be_compared_costs_its_picture()
    {
        Service.Data = input => input.Caption switch
        {
            "none" => "{}",
            "zero" => """{"embeddings":[{"vector":[0,0]}]}""",
            "long" => """{"embeddings":[{"vector":[1,0,0]}]}""",
            _ => """{"embeddings":[{"vector":[1,0]}]}""",
        };
        Pictures("0", "long", "none", "zero", "1");

        ScriptResult result = Session.Try("Get-ChildItem *.jpg | Find-ClarifaiSimilar -Like 0.jpg");

        Assert.Equal(Paths("0", "1").Order(), result.Sources.Order());
        Assert.Equal(Enumerable.Repeat("InvalidResponse", 3), result.Errors.Select(error => error.Id()));
        Assert.Equal(Paths("long", "none", "zero"), result.Errors.Select(error => error.TargetObject));
    }

    [Fact]
    public void Embeddings_in_a_checkpoint_are_not_asked_for_again()
    {
        Embed();
        Pictures("0", "1", "2");
        Session.Run("Get-ChildItem *.jpg | Find-ClarifaiSimilar -MinSimilarity .5 -CheckpointPath e.jsonl");
        int asked = Service.Captions.Count;

        ScriptResult result = Session.Run("Get-ChildItem *.jpg | Find-ClarifaiSimilar -Like 2.jpg -CheckpointPath e.jsonl");

        Assert.Equal(Paths("2", "1", "0"), result.Sources);
        Assert.Equal(asked, Service.Captions.Count);
    }

    [Theory]
    [InlineData("Find-ClarifaiSimilar 0.jpg, 60.jpg -Like 0.jpg")]
    [InlineData("Serialized")]
    public void Similar_pictures_are_a_table(string script)
    {
        Embed();
        Pictures("0", "60");
        const string Script = "Find-ClarifaiSimilar 0.jpg, 60.jpg -Like 0.jpg";

        ScreenText.AssertShows(
            """

            Source                       Similarity
            ------                       ----------
            0.jpg                             1.000
            60.jpg                            0.500


            """,
            Session.Show(script == "Serialized" ? SerializedCopy.Of(Script) : script));
    }

    [Fact]
    public void Near_duplicates_are_a_table()
    {
        Embed();
        Pictures("10", "20");

        ScreenText.AssertShows(
            """

            Group Source                       Similarity GroupSize
            ----- ------                       ---------- ---------
                1 10.jpg                            1.000         2
                1 20.jpg                            0.985         2


            """,
            Session.Show("Find-ClarifaiSimilar 10.jpg, 20.jpg -MinSimilarity .5"));
    }

    // The caption is an angle in degrees, and may go on after a space.
    private void Embed() => Service.Data = input =>
    {
        _ = double.TryParse(input.Caption.Split(' ')[0], CultureInfo.InvariantCulture, out double degrees);
        double angle = degrees * Math.PI / 180;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"embeddings":[{"vector":[{{Math.Cos(angle):F9}},{{Math.Sin(angle):F9}}],"num_dimensions":2}]}""");
    };

    private string[] Pictures(params string[] angles) => [.. angles.Select(angle => Folder.Picture($"{angle}.jpg"))];

    private IEnumerable<string> Paths(params string[] names) => names.Select(name => Folder.PathOf($"{name}.jpg"));
}
