namespace Clarifai.Local.Inference;

/// <summary>The models that this engine serves.</summary>
internal sealed class ModelCatalogue : IAsyncDisposable
{
    private ModelCatalogue(IReadOnlyList<ServedModel> models) => Models = models;

    public IReadOnlyList<ServedModel> Models { get; }

    /// <summary>The model that most requests ask for.</summary>
    public ServedModel Default => Find(PublicModels.General.Name) ?? Models[0];

    /// <summary>Opens every folder beside the program that holds a manifest.</summary>
    public static ModelCatalogue Open()
    {
        string root = Path.Combine(AppContext.BaseDirectory, "Models");
        ServedModel[] models =
        [
            .. Directory.EnumerateDirectories(root)
                .Where(folder => File.Exists(Path.Combine(folder, ModelManifest.FileName)))
                .Order(StringComparer.Ordinal)
                .Select(folder => new ServedModel(ModelFolder.Open(folder))),
        ];
        return models.Length > 0 ? new ModelCatalogue(models) : throw new InvalidDataException($"There is no model in {root}.");
    }

    /// <summary>Finds a model by its short name, by any id that the service has for the public model of that name, or returns null.</summary>
    public ServedModel? Find(string nameOrId)
    {
        string id = PublicModels.Find(nameOrId)?.Name ?? nameOrId;
        return Models.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServedModel model in Models)
        {
            await model.DisposeAsync();
        }
    }
}
