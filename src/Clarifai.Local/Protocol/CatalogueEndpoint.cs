using System.Globalization;
using System.Net;
using System.Text.Json;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>GET .../models and below: what the engine serves.</summary>
internal sealed class CatalogueEndpoint(ModelCatalogue catalogue)
{
    private const int DefaultPageLength = 20;

    public Task ListAsync(HttpContext context)
    {
        int page = ReadPositive(context.Request.Query, "page", 1);
        int pageLength = ReadPositive(context.Request.Query, "per_page", DefaultPageLength);
        return SendOkAsync(context, json =>
        {
            json.WriteStartArray("models"u8);
            foreach (ServedModel model in catalogue.Models.Chunk(pageLength).ElementAtOrDefault(page - 1) ?? [])
            {
                json.WriteStartObject();
                Answer.WriteModelMembers(json, model);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public Task ShowAsync(HttpContext context) => ShowAsync(context, withConcepts: false);

    public Task ShowWithConceptsAsync(HttpContext context) => ShowAsync(context, withConcepts: true);

    private static int ReadPositive(IQueryCollection query, string name, int absent)
    {
        string? text = query[name];
        if (text is null)
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw new RequestRejectedException(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, $"{name} is not a number from 1 on.");
    }

    private static Task SendOkAsync(HttpContext context, Action<Utf8JsonWriter> content) =>
        Answer.SendAsync(context, HttpStatusCode.OK, StatusCodes.Success, null, content);

    private Task ShowAsync(HttpContext context, bool withConcepts)
    {
        ServedModel model = ModelRoute.Resolve(context, catalogue);
        return SendOkAsync(context, json =>
        {
            json.WriteStartObject("model"u8);
            Answer.WriteModelMembers(json, model, withConcepts);
            json.WriteEndObject();
        });
    }
}
