namespace Clarifai.Local.Manifests;

/// <summary>The order of the colours in a picture tensor.</summary>
internal enum ColorOrder
{
    Bgr,
    Rgb,
}
