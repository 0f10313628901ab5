using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>GET .../models and below, and the model search: what the engine serves.</summary>
internal sealed class CatalogueEndpoint(ModelDirectory models, ServiceLimits limits)
{
    public Task ListAsync(HttpContext context) => SendAsync(context, models.List(AppRoute.Read(context)));

    public async Task SearchAsync(HttpContext context)
    {
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, context.RequestAborted);
        var query = ModelQuery.Read(body);
        await SendAsync(context, models.List(AppRoute.Read(context)).Where(query.Fits));
    }

    public Task ShowAsync(HttpContext context) => ShowAsync(context, withConcepts: false);

    public Task ShowWithConceptsAsync(HttpContext context) => ShowAsync(context, withConcepts: true);

    public Task ListVersionsAsync(HttpContext context)
    {
        IEnumerable<VersionDescription> versions = models.DescribeVersions(context);
        var page = Page.Read(context.Request.Query);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartArray("model_versions"u8);
            foreach (VersionDescription version in page.Of(versions))
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
        ModelDescription model = models.Describe(context);
        return Answer.SendOkAsync(context, json => Answer.WriteVersion(json, model.Version));
    }

    private static Task SendAsync(HttpContext context, IEnumerable<ModelDescription> models)
    {
        var page = Page.Read(context.Request.Query);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartArray("models"u8);
            foreach (ModelDescription model in page.Of(models))
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
        ModelDescription model = models.Describe(context);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartObject("model"u8);
            Answer.WriteModelMembers(json, model, withConcepts);
            json.WriteEndObject();
        });
    }
}
