namespace Clarifai.Bench.Measuring;

/// <summary>What a run took.</summary>
/// <param name="Elapsed">Seconds by the clock.</param>
/// <param name="Processor">Seconds of the processors for this process, which hardly feel what else runs.</param>
/// <param name="Allocated">Bytes that were allocated.</param>
internal sealed record Timing(double Elapsed, double Processor, long Allocated);
