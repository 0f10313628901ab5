using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Clarifai.Local.Inference;

/// <summary>A network with one score a label.</summary>
internal sealed class ClassifierModel : IPictureModel
{
    private const float Tolerance = 0.001f;

    private readonly ModelFolder _folder;
    private readonly OnnxNetwork _network;
    private readonly string[] _output;

    /// <exception cref="ModelFileException">The network's output is not what the manifest says.</exception>
    public ClassifierModel(ModelFolder folder, OnnxNetwork network)
    {
        _folder = folder;
        _network = network;
        _output = [FindOutput(folder, network)];
        ExpectValues();
    }

    public IPrediction Predict(ReadOnlyMemory<byte> picture, CancellationToken cancellation) =>
        _network.Run(picture, _output, (outputs, _) => Read(outputs[0]), cancellation);

    private static string FindOutput(ModelFolder folder, OnnxNetwork network)
    {
        string[] names = [.. network.Outputs.Select(output => output.Name)];
        return (folder.Manifest.Output, names) switch
        {
            (null, [string only]) => only,
            (null, _) => throw folder.Wrong("output", $"the network has several; name one of: {string.Join(", ", names)}."),
            (string wanted, _) when names.Contains(wanted) => wanted,
            (string wanted, _) => throw folder.Wrong("output", $"the network has no '{wanted}'. It has: {string.Join(", ", names)}."),
        };
    }

    private void ExpectValues()
    {
        float[] values;
        try
        {
            values = _network.RunOnZeros(_output, outputs => Activate(outputs[0].GetTensorDataAsSpan<float>()));
        }
        catch (OnnxRuntimeException failure)
        {
            throw _folder.WrongWeights($"the network does not run: {failure.Message}", failure);
        }

        int labels = _folder.Vocabulary.Classes.Count;
        if (values.Length != labels)
        {
            throw _folder.Wrong("labels", $"the file has {labels} labels, the network gives {values.Length} numbers.");
        }

        if (values.Any(value => !(value is >= -Tolerance and <= 1 + Tolerance)))
        {
            throw _folder.Wrong("activation", "the network gives numbers that are not from 0 to 1: it needs softmax or sigmoid.");
        }
    }

    private ConceptPrediction Read(OrtValue output)
    {
        float[] values = Activate(output.GetTensorDataAsSpan<float>());
        TensorPrimitives.Max(values, 0, values);
        TensorPrimitives.Min(values, 1, values);
        return new ConceptPrediction(_folder.Vocabulary.Describe(values, _folder.Manifest.Threshold));
    }

    private float[] Activate(ReadOnlySpan<float> scores)
    {
        float[] values = new float[scores.Length];
        switch (_folder.Manifest.Activation)
        {
            case Activation.Softmax:
                TensorPrimitives.SoftMax(scores, values);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(scores, values);
                break;
            default:
                scores.CopyTo(values);
                break;
        }

        return values;
    }
}
