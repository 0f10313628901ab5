using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>NanoDet's outputs, recognized by their shapes: for every grid, one with scores and one with the sides of the boxes.</summary>
internal static class NanoDetLayout
{
    /// <summary>
    /// The number of distances from a position to a side of its box, in strides, for which the network returns a likelihood.
    /// </summary>
    public const int Bins = 11;

    private const int Sides = 4;

    /// <param name="network">The network.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <exception cref="ModelFileException">The network's outputs are not those of NanoDet.</exception>
    public static IReadOnlyList<NanoDetGrid> Read(OnnxNetwork network, int labels)
    {
        PictureInput input = network.Input;
        var scores = network.Outputs
            .Where(output => output.Dimensions is [_, > 0, var width] && width == labels)
            .OrderByDescending(output => output.Dimensions[1])
            .ToList();
        ILookup<int, NetworkOutput> boxes = network.Outputs
            .Where(output => output.Dimensions is [_, > 0, Sides * Bins])
            .ToLookup(output => output.Dimensions[1]);
        if (scores.Count == 0 || scores.Count != boxes.Count || scores.Exists(output => boxes[output.Dimensions[1]].Count() != 1))
        {
            throw network.WrongWeights($"the network's outputs are not those of a NanoDet with {labels} labels and {Bins} bins.");
        }

        return [.. scores.Select(output =>
        {
            int positions = output.Dimensions[1];
            int stride = Math.Max(1, (int)Math.Round(Math.Sqrt((double)input.Width * input.Height / positions)));
            int columns = (input.Width + stride - 1) / stride;
            return columns * ((input.Height + stride - 1) / stride) == positions
                ? new NanoDetGrid(output.Name, boxes[positions].Single().Name, stride, columns)
                : throw network.WrongWeights(
                    $"output {output.Name} has {positions} positions, which do not form a grid of {input.Width} x {input.Height} pixels.");
        })];
    }
}
