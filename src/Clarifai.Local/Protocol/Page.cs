using System.Globalization;
using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>The requested part of a list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Length">The items per page.</param>
internal readonly record struct Page(int Number, int Length)
{
    private const int DefaultLength = 20;

    /// <exception cref="RequestRejectedException">A number in the query is not a positive integer.</exception>
    public static Page Read(IQueryCollection query) => new(ReadPositive(query, "page", 1), ReadPositive(query, "per_page", DefaultLength));

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
            : throw new RequestRejectedException(
                HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, $"{name} is not a positive integer.");
    }
}
