using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace Clarifai.Local.Inference;

/// <summary>The output of a network with one score per label.</summary>
internal sealed class ClassOutput
{
    private readonly Activation _activation;

    /// <param name="network">The network.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <exception cref="ModelFileException">The network's output does not match the manifest.</exception>
    public ClassOutput(OnnxNetwork network, int labels)
    {
        _activation = network.Manifest.Activation;
        Name = network.FindOutput("output", network.Manifest.Output);
        foreach (float[] scores in network.TryOut(Name))
        {
            if (scores.Length != labels)
            {
                throw network.Wrong("labels", $"the file has {labels} labels, but the network returns {scores.Length} numbers.");
            }

            if (_activation == Activation.None && !Activations.AreValues(scores))
            {
                throw network.Wrong("activation", "the network returns numbers that are not from 0 to 1: use softmax or sigmoid.");
            }
        }
    }

    public string Name { get; }

    /// <summary>Reads one value from 0 to 1 per label.</summary>
    public float[] Read(OrtValue output) => _activation.Apply(TensorNumbers.Of(output));
}
