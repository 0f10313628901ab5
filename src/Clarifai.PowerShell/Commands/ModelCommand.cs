using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of a cmdlet that uses one model: the model, and the options that only models have.</summary>
public abstract class ModelCommand : PredictCommand
{
    /// <summary>
    /// The model: a public model's name, an id, user/app/model, the address of the model's page, or an object from Get-ClarifaiModel or
    /// Get-ClarifaiModelVersion. Default: general.
    /// </summary>
    [Parameter]
    [ModelTransformation]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <summary>
    /// The model's version, by its id or as an object from Get-ClarifaiModelVersion. Default: the newest, which can change at any time.
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

    /// <summary>
    /// The language of the names, e.g. de. The service's default is en. Of the public models, only general accepts a language.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Language { get; set; }

    /// <summary>Milliseconds between the sampled frames of a video, 100 to 60000. The service's default is 1000.</summary>
    [Parameter]
    [ValidateRange(PredictOptions.LeastSampleMs, PredictOptions.MostSampleMs)]
    public int? SampleMs { get; set; }

    /// <summary>The prediction options from the parameters.</summary>
    /// <param name="sampleMs">The interval at which the service samples videos.</param>
    private protected PredictOptions ModelOptions(int? sampleMs) => RunOptions with
    {
        Concepts = Concept,
        Language = Language is null ? null : Languages.Normalize(Language),
        SampleMs = sampleMs,
    };

    /// <summary>The model to use.</summary>
    private protected ModelReference Reference() => (Model?.ToReference() ?? ModelReference.Default).WithVersion(ModelVersion);
}
