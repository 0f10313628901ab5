using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>A network with one score per label. It reads one value per label.</summary>
internal sealed class ClassifierReader : IPictureReader<float[]>
{
    private readonly OnnxNetwork _network;
    private readonly ClassOutput _classes;

    /// <param name="network">The network.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <exception cref="ModelFileException">The network's output does not match the manifest.</exception>
    public ClassifierReader(OnnxNetwork network, int labels)
    {
        _network = network;
        _classes = new ClassOutput(network, labels);
    }

    public int? ShorterSide => _network.ShorterSide;

    public float[] Read(Sight sight) => VectorMean.Of(_network.Run(sight, [_classes.Name], (outputs, _) => _classes.Read(outputs[0])));
}
