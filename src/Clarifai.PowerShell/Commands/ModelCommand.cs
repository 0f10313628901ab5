using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of a cmdlet that asks one model: which one, and what only models can be asked.</summary>
public abstract class ModelCommand : PredictCommand
{
    /// <summary>
    /// The model: a public model's name, an id, user/app/model, the address of the model's page, or an object of Get-ClarifaiModel or
    /// Get-ClarifaiModelVersion. Default: general.
    /// </summary>
    [Parameter]
    [ModelTransformation]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <summary>
    /// The model's version, by its id or as an object of Get-ClarifaiModelVersion. Default: the newest, which changes without notice.
    /// </summary>
    [Parameter]
    [ModelVersionTransformation]
    [ArgumentCompleter(typeof(ModelVersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ModelVersion { get; set; }

    /// <summary>Only these concepts, by exact name or id.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConceptCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Concept { get; set; } = [];

    /// <summary>The language of the names, e.g. de. The service's default is en. Of the public models, general alone takes one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Language { get; set; }

    /// <summary>Milliseconds between the sampled frames of a video, 100 to 60000. The service's default is 1000.</summary>
    [Parameter]
    [ValidateRange(PredictOptions.LeastSampleMs, PredictOptions.MostSampleMs)]
    public int? SampleMs { get; set; }

    /// <summary>What the parameters say of the question.</summary>
    /// <param name="sampleMs">The interval that the service is asked to sample videos at.</param>
    private protected PredictOptions ModelOptions(int? sampleMs) => RunOptions with
    {
        Concepts = Concept,
        Language = Language is null ? null : Languages.Normalize(Language),
        SampleMs = sampleMs,
    };

    /// <summary>The model that is meant.</summary>
    private protected ModelReference Reference() => (Model?.ToReference() ?? ModelReference.Default).WithVersion(ModelVersion);
}
