namespace Clarifai.Bench.Measuring;

/// <summary>What a run took, in seconds: by the clock, and of the processors for this process. The latter hardly feels what else runs.</summary>
internal sealed record Timing(double Elapsed, double Processor);
