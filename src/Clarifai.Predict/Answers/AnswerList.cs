using System.Collections.ObjectModel;
using System.Globalization;

namespace Clarifai;

/// <summary>A list that is, as text, its items: in a table that takes nothing nested, such as a CSV file, it is legible.</summary>
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
