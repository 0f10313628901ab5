namespace Clarifai;

/// <summary>What all objects of an answer share: the input, the model and the request.</summary>
public abstract class AnswerObject : SourcedObject
{
    private protected AnswerObject(AnswerOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The model as requested, e.g. general.</summary>
    public string Model => Origin.Model;

    /// <summary>The id of the model that answered; it can differ from the requested one.</summary>
    public string? ModelId => Origin.ModelId;

    /// <summary>The id of the model version that answered.</summary>
    public string? ModelVersionId => Origin.ModelVersionId;

    /// <summary>The position of the input in the run, from 0; null if the answer was imported from a checkpoint.</summary>
    public int? InputIndex => Origin.Input.Index;

    /// <summary>The id of the request, for the service's support.</summary>
    public string? RequestId => Origin.RequestId;
}
