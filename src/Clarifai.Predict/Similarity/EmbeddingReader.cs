namespace Clarifai;

/// <summary>Takes the embeddings of whole images from outputs, all of the same length.</summary>
internal sealed class EmbeddingReader
{
    private int? _dimensions;

    /// <summary>The error for a model that returns something else.</summary>
    public static ClarifaiException NoEmbedder(string model) => new(
        ErrorId.InvalidModelArgument,
        $"The model '{model}' does not return embeddings of whole images. Specify one that does with -Model.");

    /// <summary>The embedding of the whole image as a vector of length 1, padded with zeros for fast comparison.</summary>
    /// <exception cref="ClarifaiException">
    /// The model does not return embeddings (InvalidModelArgument), or there is none in this output that can be compared (InvalidResponse).
    /// </exception>
    public float[] Read(PredictOutput output)
    {
        Embedding? embedding = output.Embeddings.FirstOrDefault(embedding => embedding.Outline is null && embedding.TimeMs is null);
        if (embedding is null && output.Observations.Count > 0)
        {
            throw NoEmbedder(output.Model);
        }

        if (embedding is null || UnitVector.Of(embedding.Vector) is not { } unit)
        {
            throw new ClarifaiException(
                ErrorId.InvalidResponse, $"'{output.Origin.ShownSource}': the model '{output.Model}' did not return an embedding.");
        }

        _dimensions ??= embedding.Dimensions;
        return embedding.Dimensions == _dimensions ? unit : throw new ClarifaiException(
            ErrorId.InvalidResponse,
            $"'{output.Origin.ShownSource}': the embedding has {embedding.Dimensions} dimensions, but those before it have {_dimensions}.");
    }
}
