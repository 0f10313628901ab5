using Clarifai.Bench.Measuring;

namespace Clarifai.Bench.Rows;

/// <summary>One row of the table of targets.</summary>
internal interface IRow
{
    string Name { get; }

    /// <param name="runs">Measured runs.</param>
    IAsyncEnumerable<Finding> MeasureAsync(int runs);
}
