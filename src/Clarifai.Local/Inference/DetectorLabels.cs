using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The labels of a detector in the order of its scores, with the properties of each.</summary>
internal sealed class DetectorLabels
{
    private readonly HashSet<string> _animals;

    private DetectorLabels(DetectedObject[] objects)
    {
        Objects = objects;
        Vocabulary = new ConceptVocabulary(objects.Select(known => known.Name));
        _animals = objects.Where(known => known.Animal).Select(known => known.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>One per label.</summary>
    public IReadOnlyList<DetectedObject> Objects { get; }

    /// <summary>One per label.</summary>
    public IReadOnlyList<ModelConcept> Concepts => Vocabulary.All;

    public ConceptVocabulary Vocabulary { get; }

    /// <exception cref="ModelFileException">A file is not valid, or the two do not match.</exception>
    public static DetectorLabels Read(ModelFolder folder)
    {
        string[] labels = LabelFile.Read(folder.Read(folder.OnlyNetwork.Labels!));
        if (folder.Manifest.Objects is not { } name)
        {
            return new DetectorLabels([.. labels.Select(label => new DetectedObject { Name = label })]);
        }

        ModelFile file = folder.Read(name);
        Dictionary<string, DetectedObject> known = file.ReadJson(ModelJson.Default.DetectedObjects);
        string? odd = known.Keys.Except(labels).Concat(labels.Except(known.Keys)).FirstOrDefault();
        return odd is null
            ? new DetectorLabels([.. labels.Select(label => known[label])])
            : throw new ModelFileException(file.Path, null, $"'{odd}' must be both here and among the labels.");
    }

    /// <summary>Whether two boxes at the same position exclude each other.</summary>
    public bool AreRivals(ModelConcept one, ModelConcept other) =>
        one == other || (_animals.Contains(one.Name) && _animals.Contains(other.Name));
}
