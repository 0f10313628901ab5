namespace Clarifai.Local.Tests;

/// <summary>Tests that count what the whole process allocates: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredMemory), DisableParallelization = true)]
public sealed class MeasuredMemory;
