using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>What heads on an embedding say.</summary>
internal sealed class HeadEvidence
{
    private readonly ModelFile _file;
    private readonly (string Name, EmbeddingHead Head, int[] Names)[] _heads;

    /// <param name="file">The file with the heads, by what they tell.</param>
    /// <param name="names">Where those are added that nothing else speaks of.</param>
    /// <exception cref="ModelFileException">The file is not of this shape, or has no head, or one without a name.</exception>
    public HeadEvidence(ModelFile file, NameTable names)
    {
        _file = file;
        Dictionary<string, EmbeddingHead> heads = file.ReadJson(ModelJson.Default.EmbeddingHeads);
        if (heads.Count == 0 || heads.ContainsKey(""))
        {
            throw new ModelFileException(file.Path, 1, heads.Count == 0 ? "it has no heads." : "a head has no name.");
        }

        _heads = [.. heads.Select(head => (head.Key, head.Value, names.IndicesOf(head.Key, head.Value.Implies)))];
    }

    /// <exception cref="ModelFileException">An embedding has another length than a head was trained on.</exception>
    public void ExpectLength(int embedding)
    {
        foreach ((string name, EmbeddingHead head, _) in _heads)
        {
            if (head.Weights.Length != embedding)
            {
                throw _file.Wrong(name, $"it has {head.Weights.Length} weights, and an embedding has {embedding} numbers.");
            }
        }
    }

    /// <param name="embedding">The features of the picture, of length 1.</param>
    /// <param name="values">What is known of each name.</param>
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
