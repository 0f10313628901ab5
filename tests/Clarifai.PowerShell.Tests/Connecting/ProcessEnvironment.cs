namespace Clarifai.PowerShell.Tests.Connecting;

/// <summary>Tests that change the environment of the process: while one runs, no other test does.</summary>
[CollectionDefinition(nameof(ProcessEnvironment), DisableParallelization = true)]
public sealed class ProcessEnvironment;
