using System.Text.Json;

namespace Clarifai;

/// <summary>What is asked about inputs: a model, or a workflow of several models.</summary>
public abstract class PredictTarget
{
    private protected PredictTarget(OwnedName name) => Parts = name;

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

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected OwnedName Parts { get; }

    /// <summary>What it is: model or workflow.</summary>
    internal string Kind => Parts.Kind;

    /// <summary>The array of an answer that has one item for each input.</summary>
    internal abstract string AnswersKey { get; }

    /// <summary>Where requests about inputs go.</summary>
    internal abstract Uri Address(ServiceRoutes routes);

    /// <summary>Inputs in one request, at most.</summary>
    internal abstract int InputsPerRequest(ServiceLimits limits);

    /// <summary>Makes sure of what can be known before anything is sent. Never stricter than the service.</summary>
    /// <exception cref="ClarifaiException">The service would refuse the options (InvalidModelArgument).</exception>
    internal abstract void EnsureFits(PredictOptions options);

    /// <summary>The member of the request's body that holds the options.</summary>
    /// <param name="outputConfig">The options as a JSON object.</param>
    internal abstract string OptionsMember(string outputConfig);

    /// <summary>Reads what one model says about one input.</summary>
    internal abstract PredictOutput ReadOutput(JsonElement output, IndexedInput input, ClarifaiStatus answerStatus, bool keepRaw);

    /// <summary>Reads the answer about one input.</summary>
    internal abstract PredictResult ReadResult(JsonElement item, IndexedInput input, ClarifaiStatus answerStatus, bool keepRaw);
}
