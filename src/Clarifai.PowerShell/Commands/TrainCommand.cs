using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of a cmdlet that trains a model from example images.</summary>
public abstract class TrainCommand : RunCommand
{
    /// <summary>
    /// What the image is an example of; several names in an array, or in one text separated by semicolons. Default: the name of its folder.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? Concept { get; set; }

    /// <summary>What the image is not, so that it is a counterexample; written as the concepts are.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? NotConcept { get; set; }

    /// <summary>Each image has exactly one of the concepts, or none of them.</summary>
    [Parameter]
    public SwitchParameter Exclusive { get; set; }

    /// <summary>Has the service evaluate the model. The local engine does so without being asked.</summary>
    [Parameter]
    public SwitchParameter Evaluate { get; set; }
}
