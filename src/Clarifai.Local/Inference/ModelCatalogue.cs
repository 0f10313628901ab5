namespace Clarifai.Local.Inference;

/// <summary>The models that this engine serves.</summary>
internal sealed class ModelCatalogue : IAsyncDisposable
{
    private readonly FolderNetwork[] _networks;
    private readonly ServedModel[] _added;

    private ModelCatalogue(IReadOnlyList<ModelFolder> builtIn, IReadOnlyList<ModelFolder> added)
    {
        var networks = builtIn.Concat(added).ToDictionary(folder => folder, folder => new FolderNetwork(folder));
        _networks = [.. networks.Values];
        _added = [.. added.SelectMany(Serve)];
        IEnumerable<ServedModel> own = builtIn.SelectMany(Serve);
        Models =
        [
            .. own.OrderBy(model => model.Id != PublicModels.General.Name).ThenBy(model => model.Id, StringComparer.Ordinal),
            .. _added,
        ];

        IEnumerable<ServedModel> Serve(ModelFolder folder) =>
            folder.Serves.Select(served => new ServedModel(served.Key, served.Value, folder, networks[folder]));
    }

    public IReadOnlyList<ServedModel> Models { get; }

    /// <summary>The model that most requests ask for.</summary>
    public ServedModel Default => Find(PublicModels.General.Name) ?? Models[0];

    /// <summary>Opens every model folder beside the program, and every folder of the user's.</summary>
    /// <param name="userModels">The folder that holds the user's model folders, or null.</param>
    /// <exception cref="InvalidDataException">A folder is not what it must be; the message has a line for each that is not.</exception>
    public static ModelCatalogue Open(string? userModels = null)
    {
        ModelFolder[] builtIn = OpenFolders(Path.Combine(AppContext.BaseDirectory, "Models"));
        ModelFolder[] added = userModels is null ? [] : OpenFolders(Path.GetFullPath(userModels));
        var catalogue = new ModelCatalogue(builtIn, added);
        IGrouping<string, ServedModel>? sameId = catalogue.Models
            .GroupBy(model => model.Id, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (sameId is not null)
        {
            IEnumerable<string?> folders = sameId.Select(model => Path.GetDirectoryName(model.Folder.WeightsPath));
            throw new InvalidDataException($"'{sameId.Key}' is served by {string.Join(" and by ", folders)}.");
        }

        return catalogue;
    }

    /// <summary>Finds a model by its own id, or by any that the service has for the public model of that id; null without one.</summary>
    public ServedModel? Find(string nameOrId)
    {
        string id = PublicModels.Find(nameOrId)?.Name ?? nameOrId;
        return Models.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.OrdinalIgnoreCase))
            ?? Models.FirstOrDefault(model => string.Equals(model.Id, nameOrId, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Loads the user's models, so that one that does not work is refused at the start and not at the first picture.</summary>
    /// <exception cref="ModelFileException">One does not work.</exception>
    public Task LoadAddedAsync() => Task.WhenAll(_added.Select(model => model.Network));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Models.Select(model => model.FinishLoadingAsync()));
        foreach (FolderNetwork network in _networks)
        {
            await network.DisposeAsync();
        }
    }

    private static ModelFolder[] OpenFolders(string root)
    {
        if (File.Exists(Path.Combine(root, ModelManifest.FileName)))
        {
            throw new InvalidDataException($"{root} is the folder of one model; name the folder that holds it.");
        }

        if (!Directory.Exists(root))
        {
            throw new InvalidDataException($"There is no folder {root}.");
        }

        List<ModelFolder> opened = [];
        List<string> failures = [];
        IEnumerable<string> folders = Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder)[0] != '.');
        foreach (string folder in folders.Order(StringComparer.Ordinal))
        {
            try
            {
                opened.Add(ModelFolder.Open(folder));
            }
            catch (ModelFileException wrong)
            {
                failures.Add(wrong.Message);
            }
        }

        if (failures.Count > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, failures));
        }

        return opened.Count > 0 ? [.. opened] : throw new InvalidDataException($"There is no model folder in {root}.");
    }
}
