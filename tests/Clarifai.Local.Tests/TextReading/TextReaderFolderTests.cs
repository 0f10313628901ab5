using System.Text;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;
using Clarifai.Local.TextReading;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.TextReading;

/// <summary>The files of a text reader: what is wrong with one is told with its name.</summary>
public sealed class TextReaderFolderTests : IDisposable
{
    private const string Networks =
        """{"detector":{"weights":"found.onnx"},"recognizer":{"weights":"read.onnx","labels":"characters.txt"}}""";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void White_characters_are_characters()
    {
        string path = Write("characters.txt", "a\n\u3000\n\U0001F6C5\n\u2028\n");

        Assert.Equal(["a", "\u3000", "\U0001F6C5", "\u2028"], LabelFile.ReadCharacters(ModelFile.Read(path)));
    }

    [Theory]
    [InlineData("a\nbc\n", "line 2")]
    [InlineData("a\n\nb\n", "line 2")]
    [InlineData("", "line 1")]
    public void A_line_that_is_not_one_character_is_refused(string content, string line)
    {
        var error = Assert.Throws<ModelFileException>(() => LabelFile.ReadCharacters(ModelFile.Read(Write("characters.txt", content))));

        Assert.Contains(line, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_a_network_is_refused()
    {
        string path = Write("found.onnx", "not a network");
        Write("read.onnx", "not a network either");
        Write("characters.txt", "a\n");
        await using ModelSource source = Open(Networks);

        var error = await Assert.ThrowsAsync<ModelFileException>(source.LoadAsync);

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"detector":{"weights":"found.onnx"}}""",
        "networks: a model of this family must have two: 'detector' and 'recognizer'.")]
    [InlineData(
        """{"detector":{},"recognizer":{"weights":"read.onnx","labels":"characters.txt"}}""",
        "networks.detector.weights: it is missing: the ONNX file.")]
    [InlineData(
        """{"detector":{"weights":"found.onnx"},"recognizer":{"weights":"read.onnx"}}""",
        "networks.recognizer.labels: it is missing: the file with one character per line.")]
    [InlineData(
        """{"detector":{"weights":"found.onnx","labels":"a"},"recognizer":{"weights":"read.onnx","labels":"characters.txt"}}""",
        "networks.detector: it may have only weights.")]
    public void A_manifest_that_lacks_a_network_or_says_too_much_is_refused(string networks, string reason)
    {
        var error = Assert.Throws<ModelFileException>(() => Open(networks));

        Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_have_each_line_once_and_keep_to_their_size()
    {
        var random = new Random(7);
        TurnedRectangle[] lines =
            [.. Enumerable.Range(0, 300).Select(_ => new TurnedRectangle(0, 0, random.Next(5, 1200), random.Next(10, 60), 0))];

        (int Width, IReadOnlyList<int> Lines)[] batches = [.. LineReader.Batch(lines)];

        Assert.Equal(Enumerable.Range(0, lines.Length), batches.SelectMany(batch => batch.Lines).Order());
        Assert.All(batches, batch => Assert.InRange(batch.Width * batch.Lines.Count, 320, 2048));
        Assert.Contains(batches, batch => batch.Lines.Count == 4);
    }

    private ModelSource Open(string networks)
    {
        string path = Write("manifest.json", $$"""{"name":"mine","family":"textReader","networks":{{networks}}}""");
        return ModelSource.Open(ManifestFile.Read(Path.GetDirectoryName(path)!), []);
    }

    private string Write(string name, string content)
    {
        string path = _folder.File(name);
        File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }
}
