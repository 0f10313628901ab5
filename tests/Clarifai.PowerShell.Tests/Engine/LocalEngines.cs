namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>Tests that start the real engine: one after the other, so that each finds its own among this process's children.</summary>
[CollectionDefinition(nameof(LocalEngines))]
public sealed class LocalEngines;
