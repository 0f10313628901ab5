namespace Clarifai.PowerShell;

/// <summary>The output form for an input.</summary>
public enum OutputForm
{
    /// <summary>One flat object for each thing found: a concept, a color, a face and so on.</summary>
    Concept,

    /// <summary>One flat row per input, for spreadsheets.</summary>
    Row,

    /// <summary>One object per input, with everything in it.</summary>
    Output,

    /// <summary>The JSON text of the service's output, one string per input.</summary>
    Raw,
}
