namespace Clarifai.Local.Protocol;

/// <summary>The addresses of what an engine with a data folder keeps.</summary>
internal sealed record OwnEndpoints(InputEndpoint Inputs, OwnModelEndpoint Models, SearchEndpoint Searches);
