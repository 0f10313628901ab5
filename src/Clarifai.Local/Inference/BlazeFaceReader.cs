using Clarifai.Local.Imaging;
using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// BlazeFace: two anchors at each of 16 x 16 positions and six at each of 8 x 8. Every anchor has a logit, and a box around its position
/// in pixels of the input.
/// </summary>
internal sealed class BlazeFaceReader : IPictureReader<FaceReading>
{
    private const float MaximumOverlap = 0.3f;
    private const int BoxLength = 16;
    private static readonly (int Side, int Anchors)[] Grids = [(16, 2), (8, 6)];

    private readonly OnnxNetwork _network;
    private readonly DetectorLabels _labels;
    private readonly float _threshold;
    private readonly string[] _outputs;

    /// <param name="network">The network.</param>
    /// <param name="labels">Its only label.</param>
    /// <param name="threshold">The minimum score of a face.</param>
    /// <exception cref="ModelFileException">The network's outputs are not those of BlazeFace, or there is more than one label.</exception>
    public BlazeFaceReader(OnnxNetwork network, DetectorLabels labels, float threshold)
    {
        _network = network;
        _labels = labels;
        _threshold = threshold;
        _outputs = [.. Grids.Select(grid => Find(grid, 1)), .. Grids.Select(grid => Find(grid, BoxLength))];
        if (labels.Concepts.Count != 1)
        {
            throw network.Wrong("labels", "a face detector has one label.");
        }
    }

    public int? ShorterSide => _network.ShorterSide;

    public FaceReading Read(Sight sight) => _network.Run(sight, _outputs, Read)[0];

    private string Find((int Side, int Anchors) grid, int length)
    {
        int count = grid.Side * grid.Side * grid.Anchors;
        return _network.Outputs
            .FirstOrDefault(output => output.Dimensions is [_, var anchors, var width] && anchors == count && width == length)?.Name
            ?? throw _network.WrongWeights($"the network does not have BlazeFace's output of [1, {count}, {length}].");
    }

    private FaceReading Read(IReadOnlyList<OrtValue> outputs, PicturePlacement placement)
    {
        List<ScoredBox> faces = [];
        ScoredBox surest = default;
        for (int grid = 0; grid < Grids.Length; grid++)
        {
            ReadOnlySpan<float> logits = TensorNumbers.Of(outputs[grid]);
            ReadOnlySpan<float> boxes = TensorNumbers.Of(outputs[Grids.Length + grid]);
            for (int anchor = 0; anchor < logits.Length; anchor++)
            {
                float score = Activations.Sigmoid(logits[anchor]);
                if (score >= _threshold || score > surest.Value)
                {
                    var face = new ScoredBox(_labels.Concepts[0], score, Decode(Grids[grid], anchor, boxes));
                    surest = score > surest.Value ? face : surest;
                    if (score >= _threshold)
                    {
                        faces.Add(face);
                    }
                }
            }
        }

        return new FaceReading(
            ScoredBox.KeepBest(faces, MaximumOverlap, _labels), placement, surest.Value, surest.Place.Height / placement.Height);
    }

    private SKRect Decode((int Side, int Anchors) grid, int anchor, ReadOnlySpan<float> boxes)
    {
        int position = anchor / grid.Anchors;
        ReadOnlySpan<float> box = boxes.Slice(anchor * BoxLength, BoxLength);
        float x = (((position % grid.Side) + 0.5f) / grid.Side * _network.Input.Width) + box[0];
        float y = (((position / grid.Side) + 0.5f) / grid.Side * _network.Input.Height) + box[1];
        var size = new SKSize(box[2], box[3]);
        return SKRect.Create(x - (size.Width / 2), y - (size.Height / 2), size.Width, size.Height);
    }
}
