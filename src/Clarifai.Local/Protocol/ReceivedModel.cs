namespace Clarifai.Local.Protocol;

/// <summary>A model to create or change, as sent; what is missing is null.</summary>
internal sealed record ReceivedModel(string Id, string? Name, ReceivedPlan Plan);
