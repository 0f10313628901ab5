namespace Clarifai.Local.Imaging;

/// <summary>A component in a scan.</summary>
/// <param name="Component">The component.</param>
/// <param name="Dc">The table for the first coefficient of a block.</param>
/// <param name="Ac">The table for the others.</param>
internal readonly record struct JpegScanPart(JpegComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac);
