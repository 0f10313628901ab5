using Clarifai.Local.Tests;

[assembly: AssemblyFixture(typeof(RunningEngine))]
