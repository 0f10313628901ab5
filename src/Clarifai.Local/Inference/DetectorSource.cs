using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>A detector, and its network for the models that use it.</summary>
internal sealed class DetectorSource<T> : ModelSource
    where T : DetectorReading
{
    private readonly Lazy<Task<IPictureReader<T>>> _reader;

    /// <param name="folder">The model's folder.</param>
    /// <param name="read">Creates the reader from the network, its labels and the minimum score.</param>
    /// <exception cref="ModelFileException">The labels are not valid.</exception>
    public DetectorSource(ModelFolder folder, Func<OnnxNetwork, DetectorLabels, float, IPictureReader<T>> read)
        : base(folder)
    {
        Labels = DetectorLabels.Read(folder);
        _reader = new Lazy<Task<IPictureReader<T>>>(async () => read(await LoadNetworkAsync(), Labels, folder.Manifest.Threshold));
    }

    public DetectorLabels Labels { get; }

    public override ConceptVocabulary Vocabulary => Labels.Vocabulary;

    public Task<IPictureReader<T>> Reader => _reader.Value;

    public override async Task<IPictureModel> LoadAsync() => new DetectorModel(await Reader);
}
