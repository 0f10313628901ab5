using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The evidence from the most confident face of an image.</summary>
internal sealed class FaceEvidence
{
    private readonly FaceEvidenceManifest _manifest;
    private readonly (int Name, double Share)[] _names;
    private readonly (int Name, double Share)[] _large;

    /// <param name="manifest">The settings.</param>
    /// <param name="names">The table to which new names are added.</param>
    public FaceEvidence(FaceEvidenceManifest manifest, NameTable names)
    {
        _manifest = manifest;
        _names = [.. manifest.Names.Select(name => (names.IndexOf(name.Key), name.Value))];
        _large = [.. manifest.Large.Select(name => (names.IndexOf(name.Key), name.Value))];
    }

    /// <param name="face">The confidence of the most confident face, and its height as a share of the image's.</param>
    /// <param name="values">The evidence of each name.</param>
    public void Weigh((float Score, float Height) face, double[] values)
    {
        if (face.Score < _manifest.From)
        {
            return;
        }

        double value = _manifest.Values[face.Score];
        foreach ((int name, double share) in _names)
        {
            values[name] = Evidence.Either(values[name], value * share);
        }

        foreach ((int name, double share) in face.Height >= _manifest.LargeFrom ? _large : [])
        {
            values[name] = Evidence.Either(values[name], value * share);
        }
    }
}
