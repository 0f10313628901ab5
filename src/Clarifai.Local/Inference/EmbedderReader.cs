using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace Clarifai.Local.Inference;

/// <summary>A network that returns an image's features and, optionally, one score per label.</summary>
internal sealed class EmbedderReader : IPictureReader<EmbedderReading>
{
    private readonly OnnxNetwork _network;
    private readonly ClassOutput? _classes;
    private readonly string[] _outputs;
    private readonly Lazy<float[][]> _prototypes;

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
        _prototypes = new Lazy<float[][]>(ReadPrototypes);
    }

    /// <summary>The length of an embedding.</summary>
    public int Length { get; }

    /// <summary>
    /// The typical features of each class, without negative numbers and of length 1; empty if the network does not have them.
    /// </summary>
    /// <exception cref="ModelFileException">The network's output does not match the manifest.</exception>
    public IReadOnlyList<float[]> Prototypes => _prototypes.Value;

    public int? ShorterSide => _network.ShorterSide;

    public EmbedderReading Read(Sight sight)
    {
        IReadOnlyList<EmbedderReading> views = _network.Run(sight, _outputs, (outputs, _) => ReadView(outputs));
        float[] embedding = VectorMean.Of([.. views.Select(view => view.Embedding)]);
        return new EmbedderReading(ToLengthOne(embedding), VectorMean.Of([.. views.Select(view => view.Classes)]));
    }

    private static float[] ToLengthOne(float[] vector)
    {
        float norm = MathF.Sqrt(vector.Sum(number => number * number));
        return norm > 0 ? Array.ConvertAll(vector, number => number / norm) : vector;
    }

    private float[][] ReadPrototypes()
    {
        if (_network.Manifest.Prototypes is not { } wanted)
        {
            return [];
        }

        // The same for every image, so also for the first one that is tried.
        float[] numbers = _network.TryOut(_network.FindOutput("prototypes", wanted)).First();
        return numbers.Length % Length == 0
            ? [.. numbers.Chunk(Length).Select(vector => ToLengthOne(Array.ConvertAll(vector, number => Math.Max(0, number))))]
            : throw _network.Wrong("prototypes", $"the output has {numbers.Length} numbers, which are not rows of {Length}.");
    }

    private EmbedderReading ReadView(IReadOnlyList<OrtValue> outputs) =>
        new([.. TensorNumbers.Of(outputs[0])], _classes?.Read(outputs[1]) ?? []);
}
