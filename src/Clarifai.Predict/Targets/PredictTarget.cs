namespace Clarifai;

/// <summary>The target of predictions, a model or a workflow: as the user wrote it, and its form on the wire.</summary>
internal abstract class PredictTarget(OwnedName name)
{
    /// <summary>The model or workflow as the user wrote it.</summary>
    public string Name => name.Text;

    /// <summary>Its id as written.</summary>
    public string Id => name.Id;

    /// <summary>The user that owns it, if specified.</summary>
    public string? UserId => name.UserId;

    /// <summary>The app that contains it, if specified.</summary>
    public string? AppId => name.AppId;

    /// <summary>Its version; null for the newest.</summary>
    public string? VersionId => name.VersionId;

    /// <summary>The kind: model or workflow.</summary>
    public string Kind => name.Kind;

    /// <summary>What a run does, for its progress.</summary>
    public virtual string Activity => $"Predicting with the {Kind} '{Name}'";

    protected OwnedName Parts => name;

    /// <summary>The name of the answer's array with one item per input; it also ends the address.</summary>
    public abstract string AnswersKey { get; }

    public override string ToString() => Name;

    /// <summary>The most inputs per request.</summary>
    public abstract int InputsPerRequest(ServiceLimits limits);

    /// <summary>Checks what can be checked before anything is sent. Never stricter than the service.</summary>
    /// <param name="options">The prediction options.</param>
    /// <param name="isLocal">True if a local engine predicts, not the service.</param>
    /// <exception cref="ClarifaiException">The service would reject the options (InvalidModelArgument).</exception>
    public abstract void EnsureFits(PredictOptions options, bool isLocal);

    /// <summary>The member of the request's body that holds the options.</summary>
    /// <param name="outputConfig">The options as a JSON object.</param>
    public abstract string OptionsMember(string outputConfig);
}
