namespace Clarifai.PowerShell;

/// <summary>What inputs are sent as.</summary>
public enum InputKind
{
    /// <summary>
    /// Files, bytes and streams by their first bytes; URLs by the extension of their path, a picture if that says nothing.
    /// </summary>
    Auto,

    /// <summary>Pictures, whatever their content looks like.</summary>
    Image,

    /// <summary>Videos, whatever their content looks like.</summary>
    Video,
}
