namespace Clarifai.Local.Inference;

/// <summary>The architectures that the engine knows how to read.</summary>
internal enum ModelFamily
{
    /// <summary>One output with one score a label.</summary>
    Classifier,

    /// <summary>A detector that scores every class at every position of some grids, with a distribution for each side of a box.</summary>
    NanoDet,

    /// <summary>A detector of faces with fixed anchors.</summary>
    BlazeFace,

    /// <summary>No network: the colours of the pixels, named by a table.</summary>
    Palette,
}
