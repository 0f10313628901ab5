using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Clarifai.Local.Inference;

/// <summary>NanoDet's classes without their places: a class is in the picture as surely as at the position where it is surest.</summary>
internal sealed class NanoDetConceptModel(ModelFolder folder, OnnxNetwork network) : IPictureModel
{
    private readonly string[] _scores = [.. NanoDetLayout.Read(folder, network).Select(grid => grid.Scores)];

    public IPrediction Predict(ReadOnlyMemory<byte> picture, CancellationToken cancellation) =>
        network.Run(picture, _scores, (outputs, _) => Read(outputs), cancellation);

    private ConceptPrediction Read(IReadOnlyList<OrtValue> outputs)
    {
        float[] highest = new float[folder.Vocabulary.Classes.Count];
        foreach (OrtValue output in outputs)
        {
            ReadOnlySpan<float> positions = output.GetTensorDataAsSpan<float>();
            for (; !positions.IsEmpty; positions = positions[highest.Length..])
            {
                TensorPrimitives.Max(highest, positions[..highest.Length], highest);
            }
        }

        return new ConceptPrediction(folder.Vocabulary.Describe(highest, folder.Manifest.Threshold));
    }
}
