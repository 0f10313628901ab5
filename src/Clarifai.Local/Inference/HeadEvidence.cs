using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The evidence from heads on an embedding.</summary>
internal sealed class HeadEvidence
{
    private readonly ModelFile _file;
    private readonly (string Name, EmbeddingHead Head, int[] Names)[] _heads;

    /// <param name="file">The file with the heads, by concept.</param>
    /// <param name="names">The table to which new names are added.</param>
    /// <exception cref="ModelFileException">The file is malformed, contains no head, or contains one without a name.</exception>
    public HeadEvidence(ModelFile file, NameTable names)
    {
        _file = file;
        Dictionary<string, EmbeddingHead> heads = file.ReadJson(ModelJson.Default.EmbeddingHeads);
        if (heads.Count == 0 || heads.ContainsKey(""))
        {
            throw new ModelFileException(file.Path, 1, heads.Count == 0 ? "it contains no heads." : "a head has an empty name.");
        }

        _heads = [.. heads.Select(head => (head.Key, head.Value, names.IndicesOf(head.Key, head.Value.Implies)))];
    }

    /// <exception cref="ModelFileException">The embedding's length differs from that of a head.</exception>
    public void ExpectLength(int embedding)
    {
        foreach ((string name, EmbeddingHead head, _) in _heads)
        {
            if (head.Weights.Length != embedding)
            {
                throw _file.Wrong(name, $"it has {head.Weights.Length} weights, but an embedding has {embedding} numbers.");
            }
        }
    }

    /// <param name="embedding">The features of the image, of length 1.</param>
    /// <param name="values">The evidence of each name.</param>
    public void Weigh(float[] embedding, double[] values)
    {
        foreach ((_, EmbeddingHead head, int[] names) in _heads)
        {
            double sum = head.Bias;
            for (int index = 0; index < embedding.Length; index++)
            {
                sum += embedding[index] * head.Weights[index];
            }

            double probability = 1 / (1 + Math.Exp(-sum));
            double value = head.Values?[probability] ?? probability;
            foreach (int name in names)
            {
                values[name] = Evidence.Either(values[name], value);
            }
        }
    }
}
