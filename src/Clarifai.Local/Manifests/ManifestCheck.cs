using System.Security.Cryptography;
using Clarifai.Local.Imaging;

namespace Clarifai.Local.Manifests;

/// <summary>The rules of a manifest beyond its schema.</summary>
internal static class ManifestCheck
{
    private const int Channels = 3;
    private const int LargestSide = 4096;
    private const int LongestVersion = 64;

    // The first is the family's default output.
    private static readonly Dictionary<ModelFamily, ModelOutput[]> OutputsOfFamily = new()
    {
        [ModelFamily.Classifier] = [ModelOutput.Concepts],
        [ModelFamily.Embedder] = [ModelOutput.Embeddings],
        [ModelFamily.NanoDet] = [ModelOutput.Regions],
        [ModelFamily.BlazeFace] = [ModelOutput.Regions],
        [ModelFamily.Palette] = [ModelOutput.Colors],
        [ModelFamily.Combined] = [ModelOutput.Concepts],
        [ModelFamily.TextReader] = [ModelOutput.Texts],
    };

    public static ModelOutput DefaultOutput(ModelFamily family) => OutputsOfFamily[family][0];

    /// <exception cref="ModelFileException">A setting is out of range, or one required by the family is missing.</exception>
    public static void Check(ModelManifest manifest, ModelFile file)
    {
        Expect(manifest.Name.Length > 0, "name", "it is empty.");
        Expect(manifest.Serves?.Count != 0, "serves", "it does not contain an id.");
        foreach ((string id, ModelOutput output) in manifest.Serves ?? new Dictionary<string, ModelOutput>())
        {
            Expect(
                id.Length > 0 && !id.Contains('/', StringComparison.Ordinal),
                "serves",
                $"'{id}' is not a valid id: ids must not be empty or contain a slash.");
            Expect(
                OutputsOfFamily[manifest.Family].Contains(output),
                $"serves.{id}",
                $"a model of this family cannot return {output.ToString().ToLowerInvariant()}.");
        }

        foreach ((string name, string sum) in manifest.Sha256 ?? new Dictionary<string, string>())
        {
            Expect(IsSum(sum), "sha256", $"the value for {name} is not a SHA-256 in lowercase hexadecimal.");
        }

        Expect(
            manifest.Version is null || (manifest.Version.Length is > 0 and <= LongestVersion && manifest.Version.All(IsOfVersion)),
            "version",
            $"it must have 1 to {LongestVersion} letters, digits, hyphens, or underscores.");
        Expect(manifest.Threshold is >= 0 and <= 1, "threshold", "it must be from 0 to 1.");
        switch (manifest.Family)
        {
            case ModelFamily.Palette:
                Expect(manifest.Colors is not null, "colors", "it is missing: the table of named colors.");
                break;
            case ModelFamily.Combined:
                CheckEvidence();
                break;
            case ModelFamily.TextReader:
                CheckTextNetworks();
                break;
            default:
                CheckNetwork();
                break;
        }

        void CheckEvidence()
        {
            EvidenceManifest evidence = manifest.Evidence
                ?? throw file.Wrong("evidence", "it is missing: how the networks' results are combined.");
            foreach ((string name, NetworkManifest network) in manifest.Networks)
            {
                Expect(
                    network == new NetworkManifest { Of = network.Of ?? "", Sha256 = network.Sha256 },
                    $"networks.{name}",
                    "it must use the network of another model ('of').");
                Expect(
                    network.Sha256 is null || IsSum(network.Sha256),
                    $"networks.{name}.sha256",
                    "it is not a SHA-256 in lowercase hexadecimal.");
            }

            (string Setting, string? Network)[] users =
            [
                ("classes", evidence.Classes?.Network),
                ("objects", evidence.Objects?.Network),
                ("heads", evidence.Heads?.Network),
                ("faces", evidence.Faces?.Network),
            ];
            Expect(users.Any(user => user.Network is not null), "evidence", "it is empty.");
            foreach ((string setting, string? network) in users)
            {
                Expect(
                    network is null || manifest.Networks.ContainsKey(network),
                    $"evidence.{setting}.network",
                    $"there is no '{network}' among the networks.");
            }

            Expect(
                evidence.Objects is null || evidence.Classes is not null, "evidence.objects", "they require classes, which support them.");
            ExpectShare(evidence.SameWithin, "evidence.sameWithin");
            ExpectShare(evidence.Classes?.Breadth ?? 0, "evidence.classes.breadth");
            Expect(evidence.Classes?.Tail is null or >= 0, "evidence.classes.tail", "it must not be negative.");
            foreach ((string name, double share) in (evidence.Faces?.Names ?? new Dictionary<string, double>()).Concat(
                evidence.Faces?.Large ?? new Dictionary<string, double>()))
            {
                Expect(name.Length > 0, "evidence.faces", "a name is empty.");
                ExpectShare(share, $"evidence.faces, '{name}'");
            }
        }

        void CheckTextNetworks()
        {
            (string Name, bool Spells)[] networks = [(ModelManifest.Detector, false), (ModelManifest.Recognizer, true)];
            Expect(
                manifest.Networks.Keys.ToHashSet().SetEquals(networks.Select(network => network.Name)),
                "networks",
                $"a model of this family must have two: '{ModelManifest.Detector}' and '{ModelManifest.Recognizer}'.");
            foreach ((string name, bool spells) in networks)
            {
                NetworkManifest network = manifest.Networks[name];
                Expect(network.Weights is not null, $"networks.{name}.weights", "it is missing: the ONNX file.");
                Expect(
                    !spells || network.Labels is not null,
                    $"networks.{name}.labels",
                    "it is missing: the file with one character per line.");
                Expect(
                    network == new NetworkManifest { Weights = network.Weights, Labels = spells ? network.Labels : null },
                    $"networks.{name}",
                    spells ? "it may have only weights and labels." : "it may have only weights.");
            }
        }

        void CheckNetwork()
        {
            Expect(manifest.Networks.Count == 1, "networks", "a model of this family must have one.");
            (string name, NetworkManifest network) = manifest.Networks.Single();
            string place = $"networks.{name}";
            Expect(network.Of is null, $"{place}.of", "a model of this family must have its own network.");
            Expect(network.Sha256 is null, $"{place}.sha256", "it is only for the network of another model.");
            Expect(
                network.Prototypes is null || manifest.Family == ModelFamily.Embedder, $"{place}.prototypes", "it is only for embedders.");
            Expect(network.Weights is not null, $"{place}.weights", "it is missing: the ONNX file.");
            Expect(
                network.Labels is not null || manifest.Family == ModelFamily.Embedder,
                $"{place}.labels",
                "it is missing: the file with one label per line.");
            CheckInput(
                network.Input ?? throw file.Wrong(
                    $"{place}.input", "it is missing: the size, layout, and colors of the network's input image."),
                $"{place}.input");
        }

        void CheckInput(PictureInput input, string place)
        {
            Expect(input.Width is > 0 and <= LargestSide, $"{place}.width", $"it must be from 1 to {LargestSide}.");
            Expect(input.Height is > 0 and <= LargestSide, $"{place}.height", $"it must be from 1 to {LargestSide}.");
            Expect(input.Mean.Count == Channels && input.Mean.All(float.IsFinite), $"{place}.mean", $"it must have {Channels} numbers.");
            Expect(
                input.StandardDeviation.Count == Channels && input.StandardDeviation.All(value => float.IsFinite(value) && value != 0),
                $"{place}.standardDeviation",
                $"it must have {Channels} numbers, none of them 0.");
            bool crops = input.Views.Contains(PictureView.Crop);
            int least = Math.Max(input.Width, input.Height);
            Expect(
                input.ResizeSize is null ? !crops : crops && input.ResizeSize >= least && input.ResizeSize <= LargestSide,
                $"{place}.resizeSize",
                crops ? $"the view crop requires it: from {least} to {LargestSide}." : "it is only for the view crop.");
            bool places = manifest.Family is ModelFamily.NanoDet or ModelFamily.BlazeFace;
            Expect(
                input.Views.Count > 0 && (input.Views.Count == 1 || !places),
                $"{place}.views",
                places ? "a detector must have exactly one." : "it is empty.");
        }

        static bool IsSum(string sum) => sum.Length == SHA256.HashSizeInBytes * 2 && sum.All(char.IsAsciiHexDigitLower);

        static bool IsOfVersion(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';

        void ExpectShare(double share, string setting) => Expect(share is >= 0 and <= 1, setting, "it must be from 0 to 1.");

        void Expect(bool holds, string setting, string reason)
        {
            if (!holds)
            {
                throw file.Wrong(setting, reason);
            }
        }
    }
}
