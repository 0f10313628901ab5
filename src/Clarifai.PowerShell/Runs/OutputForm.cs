namespace Clarifai.PowerShell;

/// <summary>What is emitted for an input.</summary>
public enum OutputForm
{
    /// <summary>One flat object for each thing that the model says: a concept, a color, a face and so on.</summary>
    Concept,

    /// <summary>One flat row an input: what people put into spreadsheets.</summary>
    Row,

    /// <summary>One object an input, with everything in it.</summary>
    Output,

    /// <summary>The JSON text of the service's output, one string an input.</summary>
    Raw,
}
