using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace Clarifai.Local.Inference;

/// <summary>A network that returns an image's features and, optionally, one score per label.</summary>
internal sealed class EmbedderReader : IPictureReader<EmbedderReading>
{
    private readonly OnnxNetwork _network;
    private readonly ClassOutput? _classes;
    private readonly string[] _outputs;

    /// <param name="network">The network.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <exception cref="ModelFileException">The network's outputs do not match the manifest.</exception>
    public EmbedderReader(OnnxNetwork network, int labels)
    {
        _network = network;
        _classes = labels == 0 ? null : new ClassOutput(network, labels);
        string embedding = network.FindOutput("embedding", network.Manifest.Embedding);
        _outputs = _classes is null ? [embedding] : [embedding, _classes.Name];
        Length = network.TryOut(embedding).First().Length;
    }

    /// <summary>The length of an embedding.</summary>
    public int Length { get; }

    public int? ShorterSide => _network.ShorterSide;

    public EmbedderReading Read(Sight sight)
    {
        IReadOnlyList<EmbedderReading> views = _network.Run(sight, _outputs, (outputs, _) => ReadView(outputs));
        float[] embedding = VectorMean.Of([.. views.Select(view => view.Embedding)]);
        float norm = MathF.Sqrt(embedding.Sum(number => number * number));
        return new EmbedderReading(
            norm > 0 ? Array.ConvertAll(embedding, number => number / norm) : embedding,
            VectorMean.Of([.. views.Select(view => view.Classes)]));
    }

    private EmbedderReading ReadView(IReadOnlyList<OrtValue> outputs) =>
        new([.. TensorNumbers.Of(outputs[0])], _classes?.Read(outputs[1]) ?? []);
}
