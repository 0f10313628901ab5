namespace Clarifai.Local.Manifests;

/// <summary>The order of the colors in an image tensor.</summary>
internal enum ColorOrder
{
    Bgr,
    Rgb,
}
