using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Emits a model's output for an input, in the requested form.</summary>
internal sealed class OutputWriter(Cmdlet cmdlet, OutputForm form)
{
    public void Write(PredictOutput output)
    {
        if (form is not OutputForm.Concept)
        {
            cmdlet.WriteObject(form switch
            {
                OutputForm.Row => new PredictRow(output),
                OutputForm.Output => output,
                _ => (object?)output.RawJson,
            });
            return;
        }

        if (output.Observations.Count == 0)
        {
            cmdlet.WriteVerbose(output.UnreadKeys.Count == 0
                ? $"'{output.Origin.ShownSource}': the model found nothing."
                : $"'{output.Origin.ShownSource}': the model returned {string.Join(", ", output.UnreadKeys)}; use -As Raw to see it.");
        }

        foreach (Observation observation in output.Observations)
        {
            cmdlet.WriteObject(observation);
        }
    }
}
