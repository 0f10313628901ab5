using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>What is known of a picture before it is decoded.</summary>
/// <param name="Format">The format by its first bytes; null for one that only a codec knows.</param>
/// <param name="Size">Its pixels as they are stored.</param>
/// <param name="Origin">How it was held.</param>
internal readonly record struct PictureHeader(MediaFormat? Format, SKSizeI Size, SKEncodedOrigin Origin);
