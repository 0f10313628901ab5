using System.Collections.ObjectModel;
using System.Globalization;

namespace Clarifai;

/// <summary>A list whose text is its items, so that it stays readable in a format without nesting, such as a CSV file.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class AnswerList<T> : ReadOnlyCollection<T>
{
    internal AnswerList(IList<T> items)
        : base(items)
    {
    }

    internal static AnswerList<T> None { get; } = new([]);

    /// <summary>The items as text, joined by ", ".</summary>
    /// <returns>E.g. cat 0.900, dog 0.100.</returns>
    public override string ToString() =>
        string.Join(", ", this.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)));
}
