using Clarifai.Local.Inference;

namespace Clarifai.Local.Tests;

public sealed class ConceptVocabularyTests
{
    private static readonly ConceptVocabulary Vocabulary = ConceptVocabulary.Create("x_", ["red apple", "pear", "car"], new ModelTaxonomy
    {
        Names = new Dictionary<string, string> { ["car"] = "motor car" },
        Parents = new Dictionary<string, IReadOnlyList<string>> { ["fruit"] = ["red apple", "pear"], ["vehicle"] = ["car"] },
    });

    [Fact]
    public void What_reaches_the_threshold_is_seen_with_its_parent_surest_first()
    {
        IReadOnlyList<ScoredConcept> seen = Vocabulary.Describe([0.5f, 0.7f, 0.49f], 0.5f);

        Assert.Equal([("fruit", 0.7f), ("pear", 0.7f), ("red apple", 0.5f)], seen.Select(scored => (scored.Concept.Name, scored.Value)));
    }

    [Fact]
    public void Nothing_is_seen_below_the_threshold() => Assert.Empty(Vocabulary.Describe([0.1f, 0.2f, 0.3f], 0.5f));

    [Fact]
    public void Scores_must_fit_the_classes() => Assert.Throws<ArgumentException>(() => Vocabulary.Describe([0.1f], 0.5f));

    [Fact]
    public void Ids_come_from_the_class_and_names_from_the_taxonomy()
    {
        Assert.Equal(["x_red_apple", "x_pear", "x_car", "x_fruit", "x_vehicle"], Vocabulary.All.Select(concept => concept.Id));
        Assert.Equal("x_car", Assert.Single(Vocabulary.FindByName("motor car")).Id);
        Assert.Empty(Vocabulary.FindByName("Motor car"));
        Assert.Null(Vocabulary.FindById("X_car"));
    }

    [Fact]
    public void Sums_stand_in_place_of_the_classes()
    {
        var vocabulary = ConceptVocabulary.Create("", ["a", "b", "c"], new ModelTaxonomy
        {
            Sums = new Dictionary<string, IReadOnlyList<string>> { ["a or c"] = ["a", "c"], ["b only"] = ["b"] },
        });

        IReadOnlyList<ScoredConcept> seen = vocabulary.Describe([0.5f, 0.25f, 0.25f], 0);

        Assert.Equal([("a or c", 0.75f), ("b only", 0.25f)], seen.Select(scored => (scored.Concept.Name, scored.Value)));
        Assert.Equal(["a_or_c", "b_only"], vocabulary.All.Select(concept => concept.Id));
    }

    [Fact]
    public void Two_concepts_of_one_id_are_refused()
    {
        var taxonomy = new ModelTaxonomy { Parents = new Dictionary<string, IReadOnlyList<string>> { ["car"] = ["car"] } };

        var error = Assert.Throws<InvalidDataException>(() => ConceptVocabulary.Create("x_", ["car"], taxonomy));

        Assert.Contains("'x_car'", error.Message, StringComparison.Ordinal);
    }
}
