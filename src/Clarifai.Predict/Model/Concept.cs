using System.Globalization;

namespace Clarifai;

/// <summary>Something that a model sees in an input, and how sure it is. Flat, so that it exports, sorts and groups as it is.</summary>
public class Concept
{
    internal Concept(AnswerOrigin origin, string? id, string name, double value, string? appId)
    {
        Origin = origin;
        Id = id;
        Name = name;
        Value = value;
        AppId = appId;
    }

    /// <summary>What the user gave: the full path of the file or the URL; a descriptor for bytes and streams.</summary>
    public string Source => Origin.Source;

    /// <summary>The concept's name in the language asked for.</summary>
    public string Name { get; }

    /// <summary>How sure the model is, 0 to 1.</summary>
    public double Value { get; }

    /// <summary>The concept's id; the same in every language.</summary>
    public string? Id { get; }

    /// <summary>The app that the concept belongs to.</summary>
    public string? AppId { get; }

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

    internal AnswerOrigin Origin { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1:0.000}", Name, Value);
}
