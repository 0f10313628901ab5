namespace Clarifai.Local.Manifests;

/// <summary>The kinds of models that the engine can run.</summary>
internal enum ModelFamily
{
    /// <summary>One output with one score per label.</summary>
    Classifier,

    /// <summary>An output with the features of an image and, optionally, one with a score per label.</summary>
    Embedder,

    /// <summary>A detector that scores every class at every position of some grids, with a distribution for each side of a box.</summary>
    NanoDet,

    /// <summary>A face detector with fixed anchors.</summary>
    BlazeFace,

    /// <summary>Without a network: the colors of the pixels, named by a table.</summary>
    Palette,

    /// <summary>The networks of other models, whose evidence is combined.</summary>
    Combined,

    /// <summary>A network that finds lines of text, and one that reads them.</summary>
    TextReader,
}
