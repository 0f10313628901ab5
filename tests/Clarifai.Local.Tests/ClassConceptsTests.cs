using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Tests;

public sealed class ClassConceptsTests
{
    private static readonly ClassConcepts Concepts = ClassConcepts.Create(["red apple", "pear", "car"], new ModelTaxonomy
    {
        Names = new Dictionary<string, string> { ["car"] = "motor car" },
        Parents = new Dictionary<string, IReadOnlyList<string>> { ["fruit"] = ["red apple", "pear"], ["vehicle"] = ["car"] },
    });

    [Fact]
    public void What_reaches_the_lowest_value_is_said_with_its_parent_surest_first() => Assert.Equal(
        [("fruit", 0.7f), ("pear", 0.7f), ("red apple", 0.5f)], Describe(Concepts, [0.5f, 0.7f, 0.49f], 0.5f));

    [Fact]
    public void Nothing_is_said_below_it() => Assert.Empty(Describe(Concepts, [0.1f, 0.2f, 0.3f], 0.5f));

    [Fact]
    public void Scores_must_fit_the_labels() => Assert.Throws<ArgumentException>(() => Concepts.Weigh([0.1f]));

    [Fact]
    public void Sums_stand_in_place_of_the_labels()
    {
        var concepts = ClassConcepts.Create(["a", "b", "c"], new ModelTaxonomy
        {
            Sums = new Dictionary<string, IReadOnlyList<string>> { ["a or c"] = ["a", "c"], ["b only"] = ["b"] },
        });

        Assert.Equal([("a or c", 0.75f), ("b only", 0.25f)], Describe(concepts, [0.5f, 0.25f, 0.25f], 0));
        Assert.Equal(["local_a-or-c", "local_b-only"], concepts.Vocabulary.All.Select(concept => concept.Id));
    }

    [Fact]
    public void Two_concepts_of_one_name_are_refused()
    {
        var taxonomy = new ModelTaxonomy { Parents = new Dictionary<string, IReadOnlyList<string>> { ["car"] = ["car"] } };

        var error = Assert.Throws<InvalidDataException>(() => ClassConcepts.Create(["car"], taxonomy));

        Assert.Contains("'car'", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, float Value)> Describe(ClassConcepts concepts, float[] scores, float lowest) =>
        new ConceptPrediction(concepts.Ranked, concepts.Weigh(scores)).Describe(new OutputFilter(20, lowest, null))
            .Select(scored => (scored.Concept.Name, scored.Value));
}
