namespace Clarifai.Help;

/// <summary>One parameter set of a cmdlet.</summary>
/// <param name="IsDefault">True for the set that is used if the arguments are ambiguous.</param>
/// <param name="Parameters">Its parameters, without those that all cmdlets have.</param>
public sealed record ParameterSetShape(bool IsDefault, IReadOnlyList<ParameterShape> Parameters);
