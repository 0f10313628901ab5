using System.Numerics.Tensors;
using Clarifai.Local.Imaging;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// NanoDet's things with their places. Every position tells how likely each of some distances to the four sides of a box is; a side lies
/// at their mean.
/// </summary>
internal sealed class NanoDetBoxModel : IPictureModel
{
    // Two boxes of one class that share more than this are one thing seen twice.
    private const float MaximumOverlap = 0.6f;

    private readonly ModelFolder _folder;
    private readonly OnnxNetwork _network;
    private readonly IReadOnlyList<NanoDetGrid> _grids;
    private readonly string[] _outputs;

    public NanoDetBoxModel(ModelFolder folder, OnnxNetwork network)
    {
        _folder = folder;
        _network = network;
        _grids = NanoDetLayout.Read(folder, network);
        _outputs = [.. _grids.Select(grid => grid.Scores), .. _grids.Select(grid => grid.Boxes)];
    }

    public IPrediction Predict(ReadOnlyMemory<byte> picture, CancellationToken cancellation) =>
        _network.Run(picture, _outputs, Read, cancellation);

    private static SKRect Decode(NanoDetGrid grid, int position, ReadOnlySpan<float> sides)
    {
        float x = ((position % grid.Columns) + 0.5f) * grid.Stride;
        float y = ((position / grid.Columns) + 0.5f) * grid.Stride;
        Span<float> likelihoods = stackalloc float[NanoDetLayout.Bins];
        return new SKRect(
            x - Distance(sides[..NanoDetLayout.Bins], likelihoods),
            y - Distance(sides.Slice(NanoDetLayout.Bins, NanoDetLayout.Bins), likelihoods),
            x + Distance(sides.Slice(2 * NanoDetLayout.Bins, NanoDetLayout.Bins), likelihoods),
            y + Distance(sides.Slice(3 * NanoDetLayout.Bins, NanoDetLayout.Bins), likelihoods));

        float Distance(ReadOnlySpan<float> bins, Span<float> likelihoods)
        {
            TensorPrimitives.SoftMax(bins, likelihoods);
            float mean = 0;
            for (int bin = 0; bin < likelihoods.Length; bin++)
            {
                mean += bin * likelihoods[bin];
            }

            return mean * grid.Stride;
        }
    }

    private RegionPrediction Read(IReadOnlyList<OrtValue> outputs, PicturePlacement placement)
    {
        List<ScoredBox> boxes = [];
        for (int grid = 0; grid < _grids.Count; grid++)
        {
            AddBoxes(_grids[grid], outputs[grid], outputs[_grids.Count + grid], boxes);
        }

        return new RegionPrediction(ScoredBox.KeepBest(boxes, MaximumOverlap), placement);
    }

    private void AddBoxes(NanoDetGrid grid, OrtValue scoresOutput, OrtValue boxesOutput, List<ScoredBox> boxes)
    {
        ReadOnlySpan<float> scores = scoresOutput.GetTensorDataAsSpan<float>();
        ReadOnlySpan<float> sides = boxesOutput.GetTensorDataAsSpan<float>();
        IReadOnlyList<ModelConcept> classes = _folder.Vocabulary.Classes;
        int positions = scores.Length / classes.Count;
        int sidesLength = sides.Length / positions;
        for (int position = 0; position < positions; position++)
        {
            ReadOnlySpan<float> here = scores.Slice(position * classes.Count, classes.Count);
            if (TensorPrimitives.Max(here) < _folder.Manifest.Threshold)
            {
                continue;
            }

            SKRect box = Decode(grid, position, sides.Slice(position * sidesLength, sidesLength));
            for (int index = 0; index < here.Length; index++)
            {
                if (here[index] >= _folder.Manifest.Threshold)
                {
                    boxes.Add(new ScoredBox(classes[index], here[index], box));
                }
            }
        }
    }
}
