using System.Numerics.Tensors;
using Clarifai.Local.Imaging;
using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// NanoDet. Every position has the likelihoods of several distances to the four sides of a box; each side is at their mean.
/// </summary>
internal sealed class NanoDetReader : IPictureReader<ObjectReading>
{
    // Two boxes that overlap more than this are the same object.
    private const float MaximumOverlap = 0.6f;

    private readonly OnnxNetwork _network;
    private readonly DetectorLabels _labels;
    private readonly float _threshold;
    private readonly IReadOnlyList<NanoDetGrid> _grids;
    private readonly string[] _outputs;

    /// <param name="network">The network.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="threshold">The minimum score of an object.</param>
    /// <exception cref="ModelFileException">The network's outputs are not those of NanoDet.</exception>
    public NanoDetReader(OnnxNetwork network, DetectorLabels labels, float threshold)
    {
        _network = network;
        _labels = labels;
        _threshold = threshold;
        _grids = NanoDetLayout.Read(network, labels.Concepts.Count);
        _outputs = [.. _grids.Select(grid => grid.Scores), .. _grids.Select(grid => grid.Boxes)];
    }

    public int? ShorterSide => _network.ShorterSide;

    public ObjectReading Read(Sight sight) => _network.Run(sight, _outputs, Read)[0];

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
            Activations.Softmax(bins, likelihoods);
            float mean = 0;
            for (int bin = 0; bin < likelihoods.Length; bin++)
            {
                mean += bin * likelihoods[bin];
            }

            return mean * grid.Stride;
        }
    }

    private ObjectReading Read(IReadOnlyList<OrtValue> outputs, PicturePlacement placement)
    {
        float[] highest = new float[_labels.Concepts.Count];
        List<ScoredBox> boxes = [];
        for (int grid = 0; grid < _grids.Count; grid++)
        {
            ReadGrid(_grids[grid], outputs[grid], outputs[_grids.Count + grid], highest, boxes);
        }

        return new ObjectReading(ScoredBox.KeepBest(boxes, MaximumOverlap, _labels), placement, highest);
    }

    private void ReadGrid(NanoDetGrid grid, OrtValue scoresOutput, OrtValue boxesOutput, float[] highest, List<ScoredBox> boxes)
    {
        ReadOnlySpan<float> scores = TensorNumbers.Of(scoresOutput);
        ReadOnlySpan<float> sides = TensorNumbers.Of(boxesOutput);
        int positions = scores.Length / highest.Length;
        int sidesLength = sides.Length / positions;
        for (int position = 0; position < positions; position++)
        {
            ReadOnlySpan<float> here = scores.Slice(position * highest.Length, highest.Length);
            TensorPrimitives.Max(highest, here, highest);
            if (TensorPrimitives.Max(here) < _threshold)
            {
                continue;
            }

            SKRect box = Decode(grid, position, sides.Slice(position * sidesLength, sidesLength));
            for (int index = 0; index < here.Length; index++)
            {
                if (here[index] >= _threshold)
                {
                    boxes.Add(new ScoredBox(_labels.Concepts[index], here[index], box));
                }
            }
        }
    }
}
