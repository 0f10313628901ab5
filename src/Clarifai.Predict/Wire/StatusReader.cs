using System.Text.Json;

namespace Clarifai;

/// <summary>Reads a status object anywhere in an answer.</summary>
internal static class StatusReader
{
    /// <param name="element">The status object; a missing one has code 0.</param>
    /// <param name="httpStatus">The HTTP status of the answer.</param>
    /// <param name="requestId">The request id of the whole answer, for a status without one.</param>
    public static ClarifaiStatus Read(JsonElement element, int httpStatus, string? requestId = null) => new()
    {
        Code = ReadCode(element.Find("code"u8)),
        Description = Shown(element.FindText("description"u8)),
        Details = Shown(element.FindText("details"u8)),
        RequestId = Shown(element.FindText("req_id"u8)) ?? requestId,
        HttpStatus = httpStatus,
    };

    // Most answers have the number; some have it as 10000.0 or as a string, or the code's name.
    private static int ReadCode(JsonElement code) => code.AsNumber() switch
    {
        >= int.MinValue and <= int.MaxValue and { } number when number == Math.Truncate(number) => (int)number,
        null when code.AsText() is { } name => StatusCodes.Find(name)?.Value ?? 0,
        _ => 0,
    };

    private static string? Shown(string? text) => Redaction.Visible(Redaction.InText(text));
}
