namespace Clarifai.PowerShell;

/// <summary>A model argument: a name, or an object that includes the owner.</summary>
public sealed class ModelArgument
{
    private readonly string? _name;
    private readonly ModelReference? _model;

    /// <summary>A model by its name; the name is resolved when the cmdlet runs.</summary>
    /// <param name="name">A public model's name, an id, user/app/model or the address of the model's page.</param>
    public ModelArgument(string name) => _name = name;

    internal ModelArgument(ModelReference model) => _model = model;

    /// <summary>True for a model of the same name, so that a filter can use <c>$Model -eq 'general'</c>.</summary>
    /// <param name="obj">Another argument; PowerShell converts a string to one.</param>
    /// <returns>True for the same name, in any case.</returns>
    public override bool Equals(object? obj) =>
        obj is ModelArgument other && string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    /// <inheritdoc/>
    public override string ToString() => _name ?? _model!.Name;

    /// <exception cref="ClarifaiException">The name is not a valid model name (InvalidModelArgument).</exception>
    internal ModelReference ToReference() => _model ?? ModelReference.Parse(_name!);
}
