using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

internal sealed class PaletteSource(ModelFolder folder) : ModelSource(folder)
{
    private readonly NamedColor[] _names = NamedColor.ReadTable(folder.Read(folder.Manifest.Colors!));

    public override ConceptVocabulary Vocabulary => ConceptVocabulary.None;

    public override Task<IPictureModel> LoadAsync() => Task.FromResult<IPictureModel>(new PaletteModel(_names, new PaletteReader()));
}
