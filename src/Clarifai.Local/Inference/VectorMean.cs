namespace Clarifai.Local.Inference;

/// <summary>The mean of the views of an image.</summary>
internal static class VectorMean
{
    public static float[] Of(IReadOnlyList<float[]> vectors)
    {
        float[] mean = new float[vectors[0].Length];
        foreach (float[] vector in vectors)
        {
            for (int index = 0; index < mean.Length; index++)
            {
                mean[index] += vector[index] / vectors.Count;
            }
        }

        return mean;
    }
}
