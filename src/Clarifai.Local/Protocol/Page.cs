using System.Globalization;
using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Length">How many a page has.</param>
internal readonly record struct Page(int Number, int Length)
{
    private const int DefaultLength = 20;

    /// <exception cref="RequestRejectedException">The query has a number that is not one from 1 on.</exception>
    public static Page Read(IQueryCollection query) => new(ReadPositive(query, "page", 1), ReadPositive(query, "per_page", DefaultLength));

    /// <summary>The items of the page; none past the end.</summary>
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
                HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, $"{name} is not a number from 1 on.");
    }
}
