using System.Globalization;
using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>The requested part of a list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Length">The items per page.</param>
internal readonly record struct Page(int Number, int Length)
{
    private const int DefaultLength = 20;

    /// <summary>How many items come before the page.</summary>
    public long Offset => (Number - 1L) * Length;

    /// <exception cref="RequestRejectedException">A number in the query is not a positive integer.</exception>
    public static Page Read(IQueryCollection query) => new(ReadPositive(query, "page", 1), ReadPositive(query, "per_page", DefaultLength));

    /// <exception cref="RequestRejectedException">A number is not a positive integer.</exception>
    public static Page Read(double? number, double? length) => new(Check(number, "page", 1), Check(length, "per_page", DefaultLength));

    /// <summary>The items of the page; empty past the end.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> items) => items.Chunk(Length).ElementAtOrDefault(Number - 1) ?? [];

    private static int ReadPositive(IQueryCollection query, string name, int absent)
    {
        string? text = query[name];
        if (text is null)
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw NotPositive(name);
    }

    private static int Check(double? number, string name, int absent) => number switch
    {
        null => absent,
        >= 1 and <= int.MaxValue and var value when double.IsInteger(value) => (int)value,
        _ => throw NotPositive(name),
    };

    private static RequestRejectedException NotPositive(string name) =>
        new(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, $"{name} is not a positive integer.");
}
