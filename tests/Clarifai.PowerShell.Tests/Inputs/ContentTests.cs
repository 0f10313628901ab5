using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Inputs;

/// <summary>Bytes and streams.</summary>
public sealed class ContentTests : ConnectedTest
{
    [Fact]
    public void Bytes_piped_as_one_object_are_one_input()
    {
        byte[] picture = SampleFile.Picture("cat");

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", picture);

        Assert.Equal(picture, Assert.Single(Service.Inputs).Content);
        Assert.Equal(["bytes 0"], result.Sources);
    }

    [Fact]
    public void Bytes_as_an_argument_are_one_input()
    {
        byte[] picture = SampleFile.Picture("cat");
        Session.Set("bytes", picture);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict -InputObject $bytes");

        Assert.Equal(picture, Assert.Single(Service.Inputs).Content);
        Assert.Equal(["bytes 0"], result.Sources);
    }

    [Fact]
    public void Every_value_and_length_of_bytes_arrives_as_it_was()
    {
        // Base64 ends differently for each remainder of three, and large contents are sent in blocks.
        int[] lengths = [5, 6, 7, 49_151, 49_152, 49_153, 150_000];
        byte[][] pictures = [.. lengths.Select(length => (byte[])[.. SampleFile.Picture(""), .. Bytes(length)])];

        Session.Run("$input | Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 1", pictures);

        Assert.Equal(pictures, Service.Inputs.Select(input => input.Content));
    }

    [Fact]
    public void A_single_byte_says_that_a_file_came_byte_by_byte()
    {
        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", (byte)0xFF);

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("UnsupportedMediaType", error.Id());
        Assert.Equal(
            "The pipeline delivered a single byte: without -Raw, Get-Content outputs a file byte by byte. "
            + "Specify the path of the file instead.",
            error.Exception.Message);
        Assert.Equal("byte 0", error.TargetObject);
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("4096")]
    [InlineData("10000")]
    public void A_file_in_pieces_is_one_error_and_nothing_of_it_is_sent(string count)
    {
        Session.Set("path", Folder.Write("cat.jpg", [.. SampleFile.Picture("cat"), .. Bytes(10_000)]));

        ScriptResult result = Session.Try($"Get-Content $path -AsByteStream -ReadCount {count} | Invoke-ClarifaiPredict");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("UnsupportedMediaType", error.Id());
        Assert.Equal(
            "The pipeline delivered a piece of a file: without -Raw, Get-Content outputs a file in pieces. "
            + "Specify the path of the file instead.",
            error.Exception.Message);
        Assert.Equal("bytes 0", error.TargetObject);
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("-Raw")]
    [InlineData("-ReadCount 0")]
    public void A_file_in_one_piece_is_one_input(string way)
    {
        byte[] picture = [.. SampleFile.Picture("cat"), .. Bytes(10_000)];
        Session.Set("path", Folder.Write("cat.jpg", picture));

        ScriptResult result = Session.Run($"Get-Content $path -AsByteStream {way} | Invoke-ClarifaiPredict");

        Assert.Equal(picture, Assert.Single(Service.Inputs).Content);
        Assert.Equal(["bytes 0"], result.Sources);
    }

    [Fact]
    public void No_bytes_at_all_are_refused_by_the_binder()
    {
        ScriptResult result = Session.Try("Invoke-ClarifaiPredict -InputObject ([byte[]]::new(0))");

        Assert.Equal("ParameterArgumentValidationErrorEmptyArrayNotAllowed", result.Terminating!.Id());
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void The_error_record_of_bytes_does_not_hold_them()
    {
        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", new byte[] { 1, 2, 3, 4 });

        Assert.Equal("bytes 0", Assert.Single(result.Errors).TargetObject);
    }

    [Fact]
    public void A_piped_file_stream_is_its_file()
    {
        string cat = Folder.Picture("cat.jpg");
        using FileStream stream = File.OpenRead(cat);

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", stream);

        Assert.Equal([cat], result.Sources);
        Assert.Equal(["cat"], result.Names);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_piped_memory_stream_is_read_from_its_position()
    {
        using var stream = new MemoryStream([1, 2, 3, .. SampleFile.Picture("cat")]) { Position = 3 };

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", stream);

        Assert.Equal(["stream 0"], result.Sources);
        Assert.Equal(["cat"], result.Names);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_can_be_an_argument()
    {
        using var stream = new MemoryStream(SampleFile.Picture("cat"));
        Session.Set("stream", stream);

        Assert.Equal(["cat"], Session.Run("Invoke-ClarifaiPredict -Stream $stream").Names);
    }

    [Fact]
    public void A_stream_that_was_closed_is_an_error_that_names_it()
    {
        var stream = new MemoryStream(SampleFile.Picture("cat"));
        stream.Dispose();

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", stream);

        Assert.Equal("FileReadFailed", Assert.Single(result.Errors).Id());
        Assert.Equal("stream 0", result.Errors[0].TargetObject);
    }

    [Theory]
    [InlineData("Auto", "image")]
    [InlineData("Image", "image")]
    [InlineData("Video", "video")]
    public void InputKind_overrules_the_content(string asked, string sent)
    {
        Session.Run($"$input | Invoke-ClarifaiPredict -InputKind {asked}", SampleFile.Picture("cat"));

        Assert.Equal([sent], Service.Inputs.Select(input => input.Kind));
    }

    [Fact]
    public void A_video_is_told_by_its_content_whatever_its_name()
    {
        Session.Set("path", Folder.Video("clip.jpg"));

        Session.Run("Invoke-ClarifaiPredict $path");

        Assert.Equal(("video", "clip"), Service.Inputs.Select(input => (input.Kind, input.Caption)).Single());
    }

    private static IEnumerable<byte> Bytes(int count) => Enumerable.Range(0, count).Select(i => (byte)(i * 7));
}
