using System.Globalization;

namespace Clarifai.Bench.Measuring;

/// <summary>One measured quantity with its target: judged by the median, shown with the spread.</summary>
/// <param name="Row">The row of the table.</param>
/// <param name="What">What was measured.</param>
/// <param name="Values">The values, one a run.</param>
/// <param name="Unit">The unit; empty for a ratio.</param>
/// <param name="Target">The target; null if it is only reported.</param>
internal sealed record Finding(string Row, string What, Samples Values, string Unit = "", Target? Target = null)
{
    /// <summary>Digits after the point.</summary>
    public int Digits { get; init; } = 2;

    public bool Passed => Target?.IsMetBy(Values.Median) ?? true;

    public override string ToString()
    {
        string verdict = Target is null ? "" : $"  target {Target.Text(Format)} {(Passed ? "PASS" : "FAIL")}";
        string spread = $"({Format(Values.LowerQuartile)} to {Format(Values.UpperQuartile)}, n={Values.Count})";
        return string.Create(CultureInfo.InvariantCulture, $"{Row,-15}{What,-70}{Format(Values.Median),9} {Unit,-9}{spread,-30}{verdict}");
    }

    private string Format(double value) => value.ToString("N" + Digits, CultureInfo.InvariantCulture);
}
