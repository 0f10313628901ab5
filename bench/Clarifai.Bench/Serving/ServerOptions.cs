using System.Globalization;

namespace Clarifai.Bench.Serving;

/// <summary>How the server behaves.</summary>
/// <param name="ImageBytes">The size of every file; 0 if every request has one image of any size.</param>
/// <param name="Delay">How long a request takes once it is received.</param>
/// <param name="HoldsBatches">Requests with more than one image are not answered at all.</param>
/// <param name="BytesPerSecond">The maximum number of bytes that all connections together receive per second; 0 for no limit.</param>
/// <param name="Concepts">Concepts in the answer about an image.</param>
/// <param name="Dimensions">Numbers in the embedding of an image, another for each; 0 for concepts.</param>
internal sealed record ServerOptions(
    int ImageBytes,
    TimeSpan Delay = default,
    bool HoldsBatches = false,
    int BytesPerSecond = 0,
    int Concepts = Answers.ConceptsPerImage,
    int Dimensions = 0)
{
    public static ServerOptions Parse(string[] arguments) => new(
        int.Parse(arguments[0], CultureInfo.InvariantCulture),
        TimeSpan.FromMilliseconds(int.Parse(arguments[1], CultureInfo.InvariantCulture)),
        bool.Parse(arguments[2]),
        int.Parse(arguments[3], CultureInfo.InvariantCulture),
        int.Parse(arguments[4], CultureInfo.InvariantCulture),
        int.Parse(arguments[5], CultureInfo.InvariantCulture));

    public string[] ToArguments() =>
    [
        ImageBytes.ToString(CultureInfo.InvariantCulture),
        Delay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        HoldsBatches.ToString(),
        BytesPerSecond.ToString(CultureInfo.InvariantCulture),
        Concepts.ToString(CultureInfo.InvariantCulture),
        Dimensions.ToString(CultureInfo.InvariantCulture),
    ];
}
