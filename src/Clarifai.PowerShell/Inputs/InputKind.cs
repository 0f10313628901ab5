namespace Clarifai.PowerShell;

/// <summary>The kind that inputs are sent as.</summary>
public enum InputKind
{
    /// <summary>Files, bytes and streams by their first bytes; URLs by the extension of their path, an image if it is unknown.</summary>
    Auto,

    /// <summary>Images, regardless of their content.</summary>
    Image,

    /// <summary>Videos, regardless of their content.</summary>
    Video,
}
