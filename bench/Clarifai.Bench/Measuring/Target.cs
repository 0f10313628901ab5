namespace Clarifai.Bench.Measuring;

/// <summary>What a median must reach or must not exceed.</summary>
internal abstract record Target(double Bound)
{
    public static Target AtLeast(double bound) => new Floor(bound);

    public static Target AtMost(double bound) => new Ceiling(bound);

    public abstract bool IsMetBy(double value);

    public abstract string Text(Func<double, string> format);

    private sealed record Floor(double Bound) : Target(Bound)
    {
        public override bool IsMetBy(double value) => value >= Bound;

        public override string Text(Func<double, string> format) => $">= {format(Bound)}";
    }

    private sealed record Ceiling(double Bound) : Target(Bound)
    {
        public override bool IsMetBy(double value) => value <= Bound;

        public override string Text(Func<double, string> format) => $"<= {format(Bound)}";
    }
}
