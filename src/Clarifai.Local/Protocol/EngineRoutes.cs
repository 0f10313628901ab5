namespace Clarifai.Local.Protocol;

/// <summary>The addresses of the protocol.</summary>
internal static class EngineRoutes
{
    // The public models belong to every app, as when a key alone determined the app: the owner in the address is ignored.
    private static readonly string[] Prefixes = ["/v2", "/v2/users/{user}/apps/{app}"];

    public static void Map(
        IEndpointRouteBuilder app,
        PredictEndpoint predict,
        CatalogueEndpoint catalogue,
        WorkflowEndpoint workflows,
        PictureEndpoint pictures)
    {
        _ = app.MapPost("/picture", pictures.HandleAsync);
        const string model = $"/models/{{{ModelRoute.Model}}}";
        const string version = $"{model}/versions/{{{ModelRoute.Version}}}";
        const string workflow = $"/workflows/{{{WorkflowEndpoint.Workflow}}}";
        foreach (string prefix in Prefixes)
        {
            RouteGroupBuilder routes = app.MapGroup(prefix);
            Get("/models", catalogue.ListAsync);
            Post("/models/searches", catalogue.SearchAsync);
            Get(model, catalogue.ShowAsync);
            Get($"{model}/versions", catalogue.ListVersionsAsync);
            Get(version, catalogue.ShowVersionAsync);
            foreach (string either in (string[])[model, version])
            {
                Get($"{either}/output_info", catalogue.ShowWithConceptsAsync);
                Post($"{either}/outputs", predict.HandleAsync);
            }

            Get("/workflows", workflows.ListAsync);
            Get(workflow, workflows.ShowAsync);
            Post($"{workflow}/results", workflows.PredictAsync);

            void Get(string path, RequestDelegate handle) => routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], handle);
            void Post(string path, RequestDelegate handle) => routes.MapPost(path, handle);
        }
    }
}
