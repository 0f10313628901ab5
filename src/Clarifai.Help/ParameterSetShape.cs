namespace Clarifai.Help;

/// <summary>One way to call a cmdlet.</summary>
/// <param name="IsDefault">True for the one that is taken when the arguments do not tell.</param>
/// <param name="Parameters">Its parameters, without those that all cmdlets have.</param>
public sealed record ParameterSetShape(bool IsDefault, IReadOnlyList<ParameterShape> Parameters);
