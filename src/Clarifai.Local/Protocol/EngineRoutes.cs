using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>The addresses of the protocol.</summary>
internal static class EngineRoutes
{
    // The public models belong to every app, as when a key alone determined the app. Inputs and own models belong to the owner in the
    // address; without one, to the app of the key.
    private static readonly string[] Prefixes = ["/v2", $"/v2/users/{{{AppRoute.User}}}/apps/{{{AppRoute.App}}}"];

    public static void Map(
        IEndpointRouteBuilder app,
        PredictEndpoint predict,
        CatalogueEndpoint catalogue,
        WorkflowEndpoint workflows,
        PictureEndpoint pictures,
        OwnEndpoints? own)
    {
        _ = app.MapPost("/picture", pictures.HandleAsync);
        const string model = $"/models/{{{ModelRoute.Model}}}";
        const string version = $"{model}/versions/{{{ModelRoute.Version}}}";
        const string input = $"/inputs/{{{InputEndpoint.Input}}}";
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

            Post("/models", Kept(own => own.Models.CreateAsync));
            routes.MapPatch("/models", Kept(own => own.Models.ChangeAsync));
            routes.MapDelete("/models", Kept(own => own.Models.DeleteManyAsync));
            routes.MapDelete(model, Kept(own => own.Models.DeleteAsync));
            Post($"{model}/versions", Kept(own => own.Models.TrainAsync));
            routes.MapDelete(version, Kept(own => own.Models.DeleteVersionAsync));
            Post($"{version}/metrics", Kept(own => own.Models.EvaluateAsync));
            Get($"{version}/metrics", Kept(own => own.Models.ShowEvaluationAsync));
            Get("/inputs", Kept(own => own.Inputs.ListAsync));
            Post("/inputs", Kept(own => own.Inputs.AddAsync));
            routes.MapPatch("/inputs", Kept(own => own.Inputs.ChangeAsync));
            routes.MapDelete("/inputs", Kept(own => own.Inputs.DeleteManyAsync));
            Get("/inputs/status", Kept(own => own.Inputs.CountAsync));
            Get(input, Kept(own => own.Inputs.ShowAsync));
            routes.MapDelete(input, Kept(own => own.Inputs.DeleteAsync));
            Post("/searches", Kept(own => own.Searches.SearchAsync));

            RequestDelegate Kept(Func<OwnEndpoints, RequestDelegate> handle) => own is null ? RefuseAsync : handle(own);
            void Get(string path, RequestDelegate handle) => routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], handle);
            void Post(string path, RequestDelegate handle) => routes.MapPost(path, handle);
        }
    }

    private static Task RefuseAsync(HttpContext context) => throw new RequestRejectedException(
        HttpStatusCode.NotImplemented,
        EngineStatusCodes.NotImplemented,
        "This engine was started with --no-data: it keeps no inputs and trains no models.");
}
