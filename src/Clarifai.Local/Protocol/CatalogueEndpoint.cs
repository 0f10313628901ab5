using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>GET .../models and below, and the model search: what the engine serves.</summary>
internal sealed class CatalogueEndpoint(ModelCatalogue catalogue, ServiceLimits limits)
{
    public Task ListAsync(HttpContext context) => SendAsync(context, catalogue.Models);

    public async Task SearchAsync(HttpContext context)
    {
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, context.RequestAborted);
        var query = ModelQuery.Read(body.Json.ToArray());
        await SendAsync(context, catalogue.Models.Where(query.Fits));
    }

    public Task ShowAsync(HttpContext context) => ShowAsync(context, withConcepts: false);

    public Task ShowWithConceptsAsync(HttpContext context) => ShowAsync(context, withConcepts: true);

    public Task ListVersionsAsync(HttpContext context)
    {
        ServedModel model = ModelRoute.Resolve(context, catalogue);
        var page = Page.Read(context.Request.Query);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartArray("model_versions"u8);
            foreach (ServedModel version in page.Of([model]))
            {
                json.WriteStartObject();
                Answer.WriteVersionMembers(json, version);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public Task ShowVersionAsync(HttpContext context)
    {
        ServedModel model = ModelRoute.Resolve(context, catalogue);
        return Answer.SendOkAsync(context, json => Answer.WriteVersion(json, model));
    }

    private static Task SendAsync(HttpContext context, IEnumerable<ServedModel> models)
    {
        var page = Page.Read(context.Request.Query);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartArray("models"u8);
            foreach (ServedModel model in page.Of(models))
            {
                json.WriteStartObject();
                Answer.WriteModelMembers(json, model);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private Task ShowAsync(HttpContext context, bool withConcepts)
    {
        ServedModel model = ModelRoute.Resolve(context, catalogue);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartObject("model"u8);
            Answer.WriteModelMembers(json, model, withConcepts);
            json.WriteEndObject();
        });
    }
}
