namespace Clarifai.PowerShell;

/// <summary>The output form for a video.</summary>
public enum FrameForm
{
    /// <summary>One object per frame, with its concepts.</summary>
    Frame,

    /// <summary>One flat object for each thing found in a frame: a concept, a color, a face and so on.</summary>
    Concept,
}
