using System.Text.Json;

namespace Clarifai;

/// <summary>Reads models, their versions and their vocabularies from responses.</summary>
internal static class CatalogueReader
{
    public static IReadOnlyList<ClarifaiModel> ReadModels(JsonElement root, bool isLocal) =>
    [
        .. root.FindItems("models"u8).Where(item => item.FindText("id"u8) is not null).Select(item => ReadModel(item, isLocal)),
    ];

    public static IReadOnlyList<ClarifaiModelVersion> ReadVersions(JsonElement root, ModelReference model, bool isLocal) =>
    [
        .. root.FindItems("model_versions"u8).Where(item => item.FindText("id"u8) is not null)
            .Select(item => ReadVersion(item, model, isLocal)),
    ];

    public static IReadOnlyList<ClarifaiConcept> ReadConcepts(JsonElement root, ModelReference model)
    {
        JsonElement found = root.Find("model"u8);
        string? modelId = found.FindText("id"u8);
        string? versionId = found.Find("model_version"u8).FindText("id"u8);
        return
        [
            .. found.Find("output_info"u8, "data"u8).FindItems("concepts"u8).Select(item =>
                new ClarifaiConcept(item.FindText("name"u8) ?? item.FindText("id"u8) ?? "", item.FindText("id"u8), model.Name)
                {
                    AppId = item.FindText("app_id"u8),
                    ModelId = modelId,
                    ModelVersionId = versionId,
                }),
        ];
    }

    public static IReadOnlyList<string> ReadWorkflows(JsonElement root) =>
        [.. root.FindItems("workflows"u8).Select(item => item.FindText("id"u8)).OfType<string>()];

    /// <summary>Reads the response to <see cref="ServiceRoutes.Check"/>; a list of models may be missing if it is empty.</summary>
    /// <exception cref="ClarifaiException">It is not the response of the service (InvalidResponse).</exception>
    public static JsonElement ReadCheck(JsonElement root, bool isUser) =>
        isUser && root.Find("user"u8).FindText("id"u8) is null ? throw ResponseReader.Lacks("a user") : root;

    private static ClarifaiModel ReadModel(JsonElement item, bool isLocal)
    {
        string id = item.FindText("id"u8)!;
        string? userId = item.FindFilled("user_id"u8);
        string? appId = item.FindFilled("app_id"u8);
        JsonElement info = item.Find("output_info"u8);
        JsonElement version = item.Find("model_version"u8);
        PublicModel? known = PublicModels.AreIn(userId, appId) ? PublicModels.Find(id) : null;
        string? output = known?.Output ?? OutputOf(
            item.FindFilled("model_type_id"u8) ?? info.FindFilled("type_ext"u8) ?? info.FindFilled("type"u8));
        return new ClarifaiModel(known?.Name ?? item.FindFilled("name"u8) ?? id, id)
        {
            LegacyId = known is null || known.Id == id ? null : known.Id,
            UserId = userId,
            AppId = appId,
            Output = output,
            SupportsVideo = isLocal
                ? PublicModels.TakesVideosLocally(id, output == PublicModels.Embeddings)
                : known?.SupportsVideo,
            Languages = known?.LanguagesOf(isLocal) ?? AnswerList<string>.None,
            VersionId = version.FindFilled("id"u8),
            ConceptCount = FindCount(version, "active_concept_count"u8),
            CreatedAt = item.FindTime("created_at"u8),
            IsPublic = known is not null,
        };
    }

    // The words of the public models, for the types that return the same; the older and the current names of them.
    private static string? OutputOf(string? type) => type switch
    {
        "concept" or "visual-classifier" or "embedding-classifier" => "concepts",
        "detect-concept" or "visual-detector" or "optical-character-recognizer" => "regions",
        "color" or "color-recognizer" => "colors",
        "embed" or "visual-embedder" => PublicModels.Embeddings,
        _ => type,
    };

    private static ClarifaiModelVersion ReadVersion(JsonElement item, ModelReference model, bool isLocal)
    {
        ClarifaiStatus status = StatusReader.Read(item.Find("status"u8), httpStatus: 200);
        return new ClarifaiModelVersion(model, item.FindText("id"u8)!, isLocal)
        {
            CreatedAt = item.FindTime("created_at"u8),
            Status = status.Description ?? (status.Code == 0 ? null : StatusCodes.Find(status.Code).Name),
            StatusCode = status.Code,
            ConceptCount = FindCount(item, "active_concept_count"u8),
        };
    }

    private static int? FindCount(JsonElement element, ReadOnlySpan<byte> name) =>
        element.Find(name).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : (int)element.FindInteger(name);
}
