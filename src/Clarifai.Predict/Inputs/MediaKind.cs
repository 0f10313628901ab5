namespace Clarifai;

/// <summary>What an input is sent as.</summary>
public enum MediaKind
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A text.</summary>
    Text,
}
