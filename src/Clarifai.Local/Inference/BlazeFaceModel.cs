using Clarifai.Local.Imaging;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// BlazeFace: two anchors at each of 16 x 16 positions and six at each of 8 x 8. Every anchor has a logit, and a box around its position
/// in pixels of the input.
/// </summary>
internal sealed class BlazeFaceModel : IPictureModel
{
    private const float MaximumOverlap = 0.3f;
    private const int BoxLength = 16;
    private static readonly (int Side, int Anchors)[] Grids = [(16, 2), (8, 6)];

    private readonly ModelFolder _folder;
    private readonly OnnxNetwork _network;
    private readonly string[] _outputs;

    public BlazeFaceModel(ModelFolder folder, OnnxNetwork network)
    {
        _folder = folder;
        _network = network;
        _outputs = [.. Grids.Select(grid => Find(grid, 1)), .. Grids.Select(grid => Find(grid, BoxLength))];
        if (folder.Vocabulary.Classes.Count != 1)
        {
            throw folder.Wrong("labels", "a detector of faces has one label.");
        }
    }

    public IPrediction Predict(ReadOnlyMemory<byte> picture, CancellationToken cancellation) =>
        _network.Run(picture, _outputs, Read, cancellation);

    private string Find((int Side, int Anchors) grid, int length)
    {
        int count = grid.Side * grid.Side * grid.Anchors;
        return _network.Outputs
            .FirstOrDefault(output => output.Dimensions is [_, var anchors, var width] && anchors == count && width == length)?.Name
            ?? throw _folder.WrongWeights($"the network has no output of [1, {count}, {length}], as BlazeFace has.");
    }

    private RegionPrediction Read(IReadOnlyList<OrtValue> outputs, PicturePlacement placement)
    {
        List<ScoredBox> boxes = [];
        for (int grid = 0; grid < Grids.Length; grid++)
        {
            AddBoxes(Grids[grid], outputs[grid], outputs[Grids.Length + grid], boxes);
        }

        return new RegionPrediction(ScoredBox.KeepBest(boxes, MaximumOverlap), placement);
    }

    private void AddBoxes((int Side, int Anchors) grid, OrtValue logitsOutput, OrtValue boxesOutput, List<ScoredBox> boxes)
    {
        ReadOnlySpan<float> logits = logitsOutput.GetTensorDataAsSpan<float>();
        ReadOnlySpan<float> coordinates = boxesOutput.GetTensorDataAsSpan<float>();
        PictureInput input = _folder.Manifest.Input!;
        for (int anchor = 0; anchor < logits.Length; anchor++)
        {
            float value = 1 / (1 + MathF.Exp(-logits[anchor]));
            if (value < _folder.Manifest.Threshold)
            {
                continue;
            }

            int position = anchor / grid.Anchors;
            ReadOnlySpan<float> box = coordinates.Slice(anchor * BoxLength, BoxLength);
            float x = (((position % grid.Side) + 0.5f) / grid.Side * input.Width) + box[0];
            float y = (((position / grid.Side) + 0.5f) / grid.Side * input.Height) + box[1];
            var size = new SKSize(box[2], box[3]);
            var place = SKRect.Create(x - (size.Width / 2), y - (size.Height / 2), size.Width, size.Height);
            boxes.Add(new ScoredBox(_folder.Vocabulary.Classes[0], value, place));
        }
    }
}
