using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Emits a model's output for an input, in the requested form.</summary>
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
            case OutputForm.Row:
                _cmdlet.WriteObject(new PredictRow(output));
                break;
            case OutputForm.Output:
                _cmdlet.WriteObject(output);
                break;
            case OutputForm.Raw:
                _cmdlet.WriteObject(output.RawJson);
                break;
            default:
                WriteObservations(output);
                break;
        }
    }

    private void WriteObservations(PredictOutput output)
    {
        if (output.Observations.Count == 0)
        {
            _cmdlet.WriteVerbose(output.UnreadKeys.Count == 0
                ? $"'{output.Origin.ShownSource}': the model found nothing."
                : $"'{output.Origin.ShownSource}': the model returned {string.Join(", ", output.UnreadKeys)}; use -As Raw to see it.");
        }

        foreach (Observation observation in output.Observations)
        {
            _cmdlet.WriteObject(observation);
        }
    }
}
