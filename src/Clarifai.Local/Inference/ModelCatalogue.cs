using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The models that this engine serves.</summary>
internal sealed class ModelCatalogue : IAsyncDisposable
{
    /// <summary>The id of the model whose features own models learn from.</summary>
    public const string EmbedderId = "general-embedding";

    private readonly IReadOnlyList<ModelSource> _sources;
    private readonly ServedModel[] _added;

    private ModelCatalogue(IReadOnlyList<ModelSource> builtIn, IReadOnlyList<ModelSource> added)
    {
        _sources = [.. builtIn, .. added];
        _added = [.. added.SelectMany(Serve)];
        Models =
        [
            .. builtIn.SelectMany(Serve)
                .OrderBy(model => model.Id != PublicModels.General.Name).ThenBy(model => model.Id, StringComparer.Ordinal),
            .. _added,
        ];

        static IEnumerable<ServedModel> Serve(ModelSource source) =>
            source.Folder.Serves.Select(served => new ServedModel(served.Key, served.Value, source));
    }

    public IReadOnlyList<ServedModel> Models { get; }

    /// <summary>The model folders, in the order in which they are searched for the networks of others.</summary>
    public IReadOnlyList<ModelSource> Sources => _sources;

    /// <summary>The embedder whose features own models learn from.</summary>
    public EmbedderSource Embedder => _sources.OfType<EmbedderSource>().First(source => source.Folder.Serves.ContainsKey(EmbedderId));

    /// <summary>The most used model.</summary>
    public ServedModel Default => Find(PublicModels.General.Name) ?? Models[0];

    /// <summary>Opens every model folder of the program, and every folder of the user.</summary>
    /// <param name="userModels">The folder that holds the user's model folders, or null.</param>
    /// <param name="work">Tracks which folder is being read.</param>
    /// <exception cref="InvalidDataException">A folder is not valid; the message has a line for each invalid one.</exception>
    public static ModelCatalogue Open(string? userModels = null, ModelsInWork? work = null)
    {
        work ??= new ModelsInWork();
        IReadOnlyList<ModelSource> builtIn = OpenFolders(Path.Combine(AppContext.BaseDirectory, "Models"), [], work);
        IReadOnlyList<ModelSource> added = userModels is null ? [] : OpenFolders(Path.GetFullPath(userModels), builtIn, work);
        var catalogue = new ModelCatalogue(builtIn, added);
        IGrouping<string, ServedModel>? sameId = catalogue.Models
            .GroupBy(model => model.Id, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (sameId is not null)
        {
            IEnumerable<string> folders = sameId.Select(model => model.Folder.Path);
            throw new InvalidDataException($"'{sameId.Key}' is served by {string.Join(" and by ", folders)}.");
        }

        return catalogue;
    }

    /// <summary>Finds a model by its id, or by any id of the public model that it replaces; null if there is none.</summary>
    public ServedModel? Find(string nameOrId)
    {
        string id = PublicModels.Find(nameOrId)?.Name ?? nameOrId;
        return Models.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.OrdinalIgnoreCase))
            ?? Models.FirstOrDefault(model => string.Equals(model.Id, nameOrId, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Loads the user's models, so that an unusable one is reported at the start and not with the first image.</summary>
    /// <param name="work">Tracks which models are being loaded.</param>
    /// <exception cref="ModelFileException">A model cannot be used.</exception>
    public Task LoadAddedAsync(ModelsInWork work) => Task.WhenAll(_added.Select(async model =>
    {
        using IDisposable loading = work.Begin(model.Folder.Path);
        _ = await model.Network;
    }));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Models.Select(model => model.FinishLoadingAsync()));
        foreach (ModelSource source in _sources)
        {
            await source.DisposeAsync();
        }
    }

    // A combined model uses the networks of others: first of those in the same folder, then of those included with the engine.
    private static List<ModelSource> OpenFolders(string root, IReadOnlyList<ModelSource> builtIn, ModelsInWork work)
    {
        if (File.Exists(Path.Combine(root, ModelManifest.FileName)))
        {
            throw new InvalidDataException($"'{root}' is the folder of one model; specify its parent folder.");
        }

        if (!Directory.Exists(root))
        {
            throw new InvalidDataException($"The models folder '{root}' does not exist.");
        }

        List<ManifestFile> manifests = [];
        List<ModelSource> opened = [];
        List<string> failures = [];
        string[] folders = [.. Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder)[0] != '.')];
        foreach (string folder in folders.Order(StringComparer.Ordinal))
        {
            Attempt(folder, () => manifests.Add(ManifestFile.Read(folder)));
        }

        foreach (ManifestFile manifest in manifests.OrderBy(manifest => manifest.Content.Family == ModelFamily.Combined))
        {
            Attempt(manifest.Folder, () => opened.Add(ModelSource.Open(manifest, [.. opened, .. builtIn])));
        }

        if (failures.Count > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, failures));
        }

        return opened.Count > 0
            ? opened
            : throw new InvalidDataException($"The models folder '{root}' does not contain any model folders.");

        void Attempt(string folder, Action open)
        {
            using IDisposable opening = work.Begin(folder);
            try
            {
                open();
            }
            catch (ModelFileException wrong)
            {
                failures.Add(wrong.Message);
            }
        }
    }
}
