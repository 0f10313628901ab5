using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>What heads on an embedding say.</summary>
internal sealed class HeadEvidence
{
    private readonly (EmbeddingHead Head, int[] Names)[] _heads;

    /// <param name="heads">The heads, by what they tell.</param>
    /// <param name="names">Where those are added that nothing else speaks of.</param>
    public HeadEvidence(IReadOnlyDictionary<string, EmbeddingHead> heads, NameTable names) =>
        _heads = [.. heads.Select(head => (head.Value, names.IndicesOf(head.Key, head.Value.Implies)))];

    /// <exception cref="InvalidDataException">An embedding has another length than a head was trained on.</exception>
    public void ExpectLength(int embedding)
    {
        EmbeddingHead? odd = _heads.Select(head => head.Head).FirstOrDefault(head => head.Weights.Length != embedding);
        if (odd is not null)
        {
            throw new InvalidDataException($"a head has {odd.Weights.Length} weights, an embedding has {embedding} numbers.");
        }
    }

    /// <param name="embedding">The features of the picture, of length 1.</param>
    /// <param name="values">What is known of each name.</param>
    public void Weigh(float[] embedding, double[] values)
    {
        foreach ((EmbeddingHead head, int[] names) in _heads)
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
