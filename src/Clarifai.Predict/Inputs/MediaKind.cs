namespace Clarifai;

/// <summary>The kind an input is sent as.</summary>
internal enum MediaKind
{
    /// <summary>An image.</summary>
    Image,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A text.</summary>
    Text,
}
