namespace Clarifai.Local.Inference;

/// <summary>The architectures that the engine knows how to read.</summary>
internal enum ModelFamily
{
    NanoDet,
}
