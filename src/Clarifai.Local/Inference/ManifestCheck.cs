using System.Security.Cryptography;

namespace Clarifai.Local.Inference;

/// <summary>What a manifest must keep to beyond its shape.</summary>
internal static class ManifestCheck
{
    private const int Channels = 3;
    private const int LargestSide = 4096;

    // The first is what a model of the family gives where its manifest does not say.
    private static readonly Dictionary<ModelFamily, ModelOutput[]> OutputsOfFamily = new()
    {
        [ModelFamily.Classifier] = [ModelOutput.Concepts],
        [ModelFamily.NanoDet] = [ModelOutput.Regions, ModelOutput.Concepts],
        [ModelFamily.BlazeFace] = [ModelOutput.Regions],
        [ModelFamily.Palette] = [ModelOutput.Colors],
    };

    public static ModelOutput DefaultOutput(ModelFamily family) => OutputsOfFamily[family][0];

    /// <exception cref="ModelFileException">A setting is out of range, or one is missing that the family needs.</exception>
    public static void Check(ModelManifest manifest, ModelFile file)
    {
        Expect(manifest.Name.Length > 0, "name", "it is empty.");
        Expect(manifest.Serves?.Count != 0, "serves", "it names no id.");
        foreach ((string id, ModelOutput output) in manifest.Serves ?? new Dictionary<string, ModelOutput>())
        {
            Expect(id.Length > 0 && !id.Contains('/', StringComparison.Ordinal), "serves", $"'{id}' is no id that an address can have.");
            Expect(
                OutputsOfFamily[manifest.Family].Contains(output),
                $"serves.{id}",
                $"a model of this family does not answer with {output.ToString().ToLowerInvariant()}.");
        }

        Expect(
            manifest.Sha256 is not { } sum || (sum.Length == SHA256.HashSizeInBytes * 2 && sum.All(char.IsAsciiHexDigitLower)),
            "sha256",
            "it is not a SHA-256 in hexadecimal and lower case.");
        Expect(manifest.Threshold is >= 0 and <= 1, "threshold", "it must be from 0 to 1.");
        if (manifest.Family == ModelFamily.Palette)
        {
            return;
        }

        Expect(manifest.Labels is not null, "labels", "it is missing: the file with a label a line.");
        if (manifest.Input is not { } input)
        {
            throw file.Wrong("input", "it is missing: size, layout and colours of the picture that the network wants.");
        }

        Expect(input.Width is > 0 and <= LargestSide, "input.width", $"it must be from 1 to {LargestSide}.");
        Expect(input.Height is > 0 and <= LargestSide, "input.height", $"it must be from 1 to {LargestSide}.");
        Expect(input.Mean.Count == Channels && input.Mean.All(float.IsFinite), "input.mean", $"it needs {Channels} numbers.");
        Expect(
            input.StandardDeviation.Count == Channels && input.StandardDeviation.All(value => float.IsFinite(value) && value != 0),
            "input.standardDeviation",
            $"it needs {Channels} numbers, none of them 0.");

        void Expect(bool holds, string setting, string reason)
        {
            if (!holds)
            {
                throw file.Wrong(setting, reason);
            }
        }
    }
}
