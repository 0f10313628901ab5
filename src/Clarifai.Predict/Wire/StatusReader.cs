using System.Globalization;
using System.Text.Json;

namespace Clarifai;

/// <summary>Reads a status object, wherever in an answer it stands.</summary>
internal static class StatusReader
{
    /// <param name="element">The status object; one that is missing has code 0.</param>
    /// <param name="httpStatus">The HTTP status of the answer.</param>
    /// <param name="requestId">The request id of the whole answer, for a status without one.</param>
    public static ClarifaiStatus Read(JsonElement element, int httpStatus, string? requestId = null) => new()
    {
        Code = ReadCode(element.Find("code"u8)),
        Description = Redaction.InText(element.FindText("description"u8)),
        Details = Redaction.InText(element.FindText("details"u8)),
        RequestId = element.FindText("req_id"u8) ?? requestId,
        HttpStatus = httpStatus,
    };

    // Most answers have the number; some have it as text, or the name of the code.
    private static int ReadCode(JsonElement code) => code.ValueKind switch
    {
        JsonValueKind.Number when code.TryGetInt32(out int value) => value,
        JsonValueKind.String
            when int.TryParse(code.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) => value,
        JsonValueKind.String => StatusCodes.Find(code.GetString()!)?.Value ?? 0,
        _ => 0,
    };
}
