using System.Globalization;
using System.Net;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Protocol;

/// <summary>Reads the requests about an app's inputs.</summary>
internal static class InputsRequest
{
    /// <summary>Reads the inputs of a request that adds some.</summary>
    /// <exception cref="RequestRejectedException">The request is not valid.</exception>
    public static IReadOnlyList<ReceivedExample> ReadNew(ReceivedBody body, int maximumInputs, DateTimeOffset now) =>
        JsonMember.Read(body, request => Read(request, maximumInputs, input => ReadNew(input, now)));

    /// <summary>Reads a request that changes inputs: the action, and what is said about each.</summary>
    /// <exception cref="RequestRejectedException">The request is not valid.</exception>
    public static (string? Action, IReadOnlyList<StoredInput> Inputs) ReadChanges(ReceivedBody body, int maximumInputs) =>
        JsonMember.Read(body, request => (request["action"].Text, Read(request, maximumInputs, input => ReadStored(input, default))));

    /// <summary>Reads the ids of what is to be deleted; null for everything.</summary>
    /// <exception cref="RequestRejectedException">The request is not valid.</exception>
    public static IReadOnlyList<string>? ReadDeleted(ReceivedBody body) => JsonMember.Read(body, request =>
    {
        string[] ids = [.. request["ids"].Items.Select(id => id.Text).OfType<string>()];
        return request["delete_all"].Truth == true ? null
            : ids.Length > 0 ? ids
            : throw Invalid("The request contains neither ids nor delete_all.");
    });

    /// <summary>Reads the index of a content in the body, which has replaced the text by a number.</summary>
    public static int? ReadBase64(JsonMember base64) => base64.Text is not { } number ? null
        : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index
        : throw new FormatException("the name base64 is written with escapes.");

    private static List<T> Read<T>(JsonMember request, int maximumInputs, Func<JsonMember, T> read)
    {
        List<T> inputs = [.. request["inputs"].Items.Take(maximumInputs + 1).Select(read)];
        return inputs.Count == 0 ? throw Invalid("The request has no inputs.")
            : inputs.Count > maximumInputs ? throw Invalid($"The request has more than {maximumInputs} inputs.")
            : inputs;
    }

    private static ReceivedExample ReadNew(JsonMember input, DateTimeOffset now)
    {
        JsonMember data = input["data"];
        string id = input["id"].Text ?? "";
        ReceivedKind kind = !data["image"].IsMissing ? ReceivedKind.Image
            : !data["video"].IsMissing ? ReceivedKind.Video
            : !data["text"].IsMissing ? ReceivedKind.Text
            : !data["audio"].IsMissing ? ReceivedKind.Audio
            : ReceivedKind.None;
        JsonMember image = data["image"];
        var picture = new ReceivedInput(id, kind, image["url"].Text, ReadBase64(image["base64"]));
        try
        {
            StoredInput stored = ReadStored(input, now) with { Url = picture.Url };
            return new ReceivedExample(picture, stored, image["allow_duplicate_url"].Truth == true, Fault: null);
        }
        catch (RequestRejectedException invalid)
        {
            // It costs itself only, as an input with a broken image does.
            return new ReceivedExample(picture, new StoredInput { Id = id }, AllowsDuplicate: false, invalid.Message);
        }
    }

    private static StoredInput ReadStored(JsonMember input, DateTimeOffset now) => new()
    {
        Id = ReceivedId.Check(input["id"].Text ?? "", "input"),
        CreatedAt = now,
        Metadata = input["data"]["metadata"].Object,
        Geo = input["data"]["geo"].Object,
        Concepts = ConceptReader.ReadGiven(input["data"]["concepts"]),
    };

    private static RequestRejectedException Invalid(string details) => new(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, details);
}
