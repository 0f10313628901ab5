namespace Clarifai.PowerShell;

/// <summary>What is emitted for a video.</summary>
public enum FrameForm
{
    /// <summary>One object a frame, with its concepts.</summary>
    Frame,

    /// <summary>One flat object for each thing that the model says of a frame: a concept, a color, a face and so on.</summary>
    Concept,
}
