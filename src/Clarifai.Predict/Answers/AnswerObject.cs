namespace Clarifai;

/// <summary>What all objects of an answer have in common: what they are about, who said it and when it was asked.</summary>
public abstract class AnswerObject : SourcedObject
{
    private protected AnswerObject(AnswerOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The model as it was asked for, e.g. general.</summary>
    public string Model => Origin.Model;

    /// <summary>The id of the model that answered; it can differ from the one asked for.</summary>
    public string? ModelId => Origin.ModelId;

    /// <summary>The id of the model version that answered.</summary>
    public string? ModelVersionId => Origin.ModelVersionId;

    /// <summary>The position of the input in the run, from 0.</summary>
    public int InputIndex => Origin.InputIndex;

    /// <summary>The id of the request, to quote to the service's support.</summary>
    public string? RequestId => Origin.RequestId;
}
