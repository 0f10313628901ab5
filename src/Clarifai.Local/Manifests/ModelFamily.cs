namespace Clarifai.Local.Manifests;

/// <summary>The kinds of models that the engine knows how to run.</summary>
internal enum ModelFamily
{
    /// <summary>One output with one score a label.</summary>
    Classifier,

    /// <summary>An output with the features of a picture, and maybe one with a score a label.</summary>
    Embedder,

    /// <summary>A detector that scores every class at every position of some grids, with a distribution for each side of a box.</summary>
    NanoDet,

    /// <summary>A detector of faces with fixed anchors.</summary>
    BlazeFace,

    /// <summary>No network: the colors of the pixels, named by a table.</summary>
    Palette,

    /// <summary>The networks of other models, whose evidence is combined.</summary>
    Combined,

    /// <summary>A network that finds lines of text, and one that spells them.</summary>
    TextReader,
}
