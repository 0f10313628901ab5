namespace Clarifai;

/// <summary>What is asked about inputs, a model or a workflow of several: as the user wrote it, and what that means on the wire.</summary>
internal abstract class PredictTarget
{
    protected PredictTarget(OwnedName name) => Parts = name;

    /// <summary>The model or workflow as the user wrote it.</summary>
    public string Name => Parts.Text;

    /// <summary>Its id as written.</summary>
    public string Id => Parts.Id;

    /// <summary>The user that owns it, where the name tells.</summary>
    public string? UserId => Parts.UserId;

    /// <summary>The app that it is in, where the name tells.</summary>
    public string? AppId => Parts.AppId;

    /// <summary>Its version; null for the newest.</summary>
    public string? VersionId => Parts.VersionId;

    /// <summary>What it is: model or workflow.</summary>
    public string Kind => Parts.Kind;

    protected OwnedName Parts { get; }

    /// <summary>The array of an answer that has one item for each input; it ends the address too.</summary>
    public abstract string AnswersKey { get; }

    public override string ToString() => Name;

    /// <summary>Inputs in one request, at most.</summary>
    public abstract int InputsPerRequest(ServiceLimits limits);

    /// <summary>Makes sure of what can be known before anything is sent. Never stricter than the service.</summary>
    /// <exception cref="ClarifaiException">The service would refuse the options (InvalidModelArgument).</exception>
    public abstract void EnsureFits(PredictOptions options);

    /// <summary>The member of the request's body that holds the options.</summary>
    /// <param name="outputConfig">The options as a JSON object.</param>
    public abstract string OptionsMember(string outputConfig);
}
