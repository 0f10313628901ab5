using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.TextReading;

internal sealed class TextSource(ModelFolder folder) : ModelSource(folder)
{
    private readonly FolderNetwork<TextNetwork> _detector = new(() => TextNetwork.Load(folder, ModelManifest.Detector));
    private readonly FolderNetwork<TextNetwork> _recognizer = new(() => TextNetwork.Load(folder, ModelManifest.Recognizer));

    public override ConceptVocabulary Vocabulary => ConceptVocabulary.None;

    public override async Task<IPictureModel> LoadAsync()
    {
        // Both load while the characters are read.
        Task<TextNetwork> detector = _detector.Loaded;
        Task<TextNetwork> recognizer = _recognizer.Loaded;
        string file = Folder.Manifest.Networks[ModelManifest.Recognizer].Labels!;
        string[] characters = await Task.Run(() => LabelFile.ReadCharacters(Folder.Read(file)));

        // The space is the network's last character, and is not in the file.
        return new TextModel(new PageReader(await detector, await recognizer, [.. characters, " "], Folder.Manifest.Threshold));
    }

    public override async ValueTask DisposeAsync()
    {
        await _detector.DisposeAsync();
        await _recognizer.DisposeAsync();
        await base.DisposeAsync();
    }
}
