using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The evidence from heads on an embedding.</summary>
internal sealed class HeadEvidence
{
    private readonly ModelFile _file;
    private readonly bool _isExclusive;
    private readonly (string Name, EmbeddingHead Head, int[] Names)[] _heads;

    /// <param name="file">The file with the heads, by concept.</param>
    /// <param name="isExclusive">Each image has one of the concepts or none of them.</param>
    /// <param name="names">The table to which new names are added.</param>
    /// <exception cref="ModelFileException">
    /// The file is malformed, contains no head, or contains one without a name or two with one id.
    /// </exception>
    public HeadEvidence(ModelFile file, bool isExclusive, NameTable names)
    {
        _file = file;
        _isExclusive = isExclusive;
        Dictionary<string, EmbeddingHead> heads = file.ReadJson(ModelJson.Default.EmbeddingHeads);
        if (heads.Count == 0 || heads.ContainsKey(""))
        {
            throw new ModelFileException(file.Path, 1, heads.Count == 0 ? "it contains no heads." : "a head has an empty name.");
        }

        Ids = heads.Where(head => head.Value.Id is not null).ToDictionary(head => head.Key, head => head.Value.Id!);
        if (Ids.Values.Distinct(StringComparer.Ordinal).Count() < Ids.Count || Ids.Values.Contains(""))
        {
            throw new ModelFileException(file.Path, 1, "the ids of the heads are not distinct texts.");
        }

        _heads = [.. heads.Select(head => (head.Key, head.Value, names.IndicesOf(head.Key, head.Value.Implies)))];
    }

    /// <summary>The ids of the heads that have their own, by name.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; }

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
        double[] sums = Array.ConvertAll(_heads, entry => Sum(entry.Head, embedding));
        double highest = Math.Max(0, sums.Max());
        double all = Math.Exp(-highest) + sums.Sum(sum => Math.Exp(sum - highest));
        for (int index = 0; index < sums.Length; index++)
        {
            // The sum of "none of them" is 0.
            double probability = _isExclusive ? Math.Exp(sums[index] - highest) / all : 1 / (1 + Math.Exp(-sums[index]));
            double value = _heads[index].Head.Values?[probability] ?? probability;
            foreach (int name in _heads[index].Names)
            {
                values[name] = Evidence.Either(values[name], value);
            }
        }
    }

    private static double Sum(EmbeddingHead head, float[] embedding)
    {
        double sum = head.Bias;
        for (int index = 0; index < embedding.Length; index++)
        {
            sum += embedding[index] * head.Weights[index];
        }

        return sum;
    }
}
