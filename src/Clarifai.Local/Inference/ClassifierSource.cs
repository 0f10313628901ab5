using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

internal sealed class ClassifierSource(ModelFolder folder) : ModelSource(folder)
{
    private readonly ClassConcepts _concepts = ClassConcepts.Read(folder);

    public override ConceptVocabulary Vocabulary => _concepts.Vocabulary;

    public override async Task<IPictureModel> LoadAsync() =>
        new ClassifierModel(_concepts, new ClassifierReader(await LoadNetworkAsync(), _concepts.Labels));
}
