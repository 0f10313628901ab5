using System.Globalization;
using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>The JPEG that POST /picture makes of a picture: by default one for a screen.</summary>
/// <param name="LongestSide">Pixels of its longer side, at most.</param>
/// <param name="Quality">The JPEG quality, 1 to 100.</param>
/// <param name="KeepsFitting">Makes none of a picture that every reader shows upright and within the size as it is.</param>
internal sealed record PictureForm(int LongestSide, int Quality, bool KeepsFitting)
{
    private const string Maximum = "max";
    private const string QualityName = "quality";

    private static readonly PictureForm Screen = new(1600, 85, KeepsFitting: false);

    /// <summary>Reads "max", the size, and "quality", which needs a size; without both it is the form for a screen.</summary>
    /// <exception cref="RequestRejectedException">The query has something else, or a number that is out of range.</exception>
    public static PictureForm Read(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => key is not (Maximum or QualityName)) is { } unknown)
        {
            throw Refuse($"The query contains the unknown parameter '{unknown}'; it supports {Maximum} and {QualityName}.");
        }

        if (query.Count == 0)
        {
            return Screen;
        }

        int longestSide = ReadNumber(query, Maximum, PictureShrinker.LeastDimension, PictureShrinker.MostDimension);
        int quality = query.ContainsKey(QualityName) ? ReadNumber(query, QualityName, 1, 100) : Screen.Quality;
        return new PictureForm(longestSide, quality, KeepsFitting: true);
    }

    private static int ReadNumber(IQueryCollection query, string name, int least, int most) =>
        query[name] is [{ } text]
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= least
        && number <= most
            ? number
            : throw Refuse($"The query requires one {name}, an integer from {least} to {most}.");

    private static RequestRejectedException Refuse(string why) => new(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, why);
}
