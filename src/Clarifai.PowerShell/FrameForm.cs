namespace Clarifai.PowerShell;

/// <summary>What is emitted for a video.</summary>
public enum FrameForm
{
    /// <summary>One object a frame, with its concepts.</summary>
    Frame,

    /// <summary>One flat object a concept of a frame.</summary>
    Concept,
}
