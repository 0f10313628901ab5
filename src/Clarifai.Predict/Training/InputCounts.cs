namespace Clarifai;

/// <summary>The state of an app's inputs.</summary>
/// <param name="Pending">Inputs that are still to be processed.</param>
/// <param name="Failed">Inputs that could not be processed, ever.</param>
internal sealed record InputCounts(long Pending, long Failed);
