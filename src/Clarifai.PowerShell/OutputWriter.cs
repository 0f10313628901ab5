using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Emits what a model answered about an input, in the form that was asked for.</summary>
internal sealed class OutputWriter
{
    private readonly Cmdlet _cmdlet;
    private readonly OutputForm _form;

    public OutputWriter(Cmdlet cmdlet, OutputForm form)
    {
        _cmdlet = cmdlet;
        _form = form;
    }

    public void Write(PredictOutput output)
    {
        switch (_form)
        {
            case OutputForm.Output:
                _cmdlet.WriteObject(output);
                break;
            case OutputForm.Raw:
                _cmdlet.WriteObject(output.RawJson);
                break;
            default:
                WriteConcepts(output);
                break;
        }
    }

    private void WriteConcepts(PredictOutput output)
    {
        if (output.Concepts.Count == 0)
        {
            _cmdlet.WriteVerbose($"{output.Source}: the model has nothing to say.");
        }

        foreach (Concept concept in output.Concepts)
        {
            _cmdlet.WriteObject(concept);
        }
    }
}
