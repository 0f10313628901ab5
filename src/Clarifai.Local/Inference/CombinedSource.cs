using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>A model that uses the networks of other models.</summary>
internal sealed class CombinedSource : ModelSource
{
    private readonly Lazy<Evidence> _evidence;
    private readonly EmbedderSource? _classes;
    private readonly DetectorSource<ObjectReading>? _objects;
    private readonly EmbedderSource? _heads;
    private readonly DetectorSource<FaceReading>? _faces;

    /// <exception cref="ModelFileException">A table is not valid, or a network is used for the wrong purpose.</exception>
    public CombinedSource(ModelFolder folder, IReadOnlyCollection<ModelSource> others)
        : base(folder)
    {
        EvidenceManifest evidence = folder.Manifest.Evidence!;
        _classes = Find<EmbedderSource>("classes", evidence.Classes?.Network);
        _objects = Find<DetectorSource<ObjectReading>>("objects", evidence.Objects?.Network);
        _heads = Find<EmbedderSource>("heads", evidence.Heads?.Network);
        _faces = Find<DetectorSource<FaceReading>>("faces", evidence.Faces?.Network);
        _evidence = new Lazy<Evidence>(() => new Evidence(folder, _classes?.Labels, _objects?.Labels));

        T? Find<T>(string setting, string? network)
            where T : ModelSource => network is null
            ? null
            : others.FirstOrDefault(other => other.Folder == folder.Others[network]) as T
                ?? throw folder.Wrong($"evidence.{setting}.network", $"'{network}' is not a network for {setting}.");
    }

    public override ConceptVocabulary Vocabulary => _evidence.Value.Vocabulary;

    public override async Task<IPictureModel> LoadAsync()
    {
        // All of them start loading before the first wait, and the tables are read meanwhile.
        Task<EmbedderReader>? classes = _classes?.Reader;
        Task<IPictureReader<ObjectReading>>? objects = _objects?.Reader;
        Task<EmbedderReader>? heads = _heads?.Reader;
        Task<IPictureReader<FaceReading>>? faces = _faces?.Reader;
        Evidence evidence = await Task.Run(() => _evidence.Value);
        if (heads is not null)
        {
            evidence.ExpectLength((await heads).Length);
        }

        return new CombinedModel(
            evidence,
            classes is null ? null : await classes,
            objects is null ? null : await objects,
            heads is null ? null : await heads,
            faces is null ? null : await faces);
    }
}
