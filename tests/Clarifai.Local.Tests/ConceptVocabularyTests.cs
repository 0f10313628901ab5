using Clarifai.Local.Inference;

namespace Clarifai.Local.Tests;

public sealed class ConceptVocabularyTests
{
    [Theory]
    [InlineData("Golden Retriever", "local_golden-retriever")]
    [InlineData("kite (bird)", "local_kite-bird")]
    [InlineData("lady's slipper", "local_ladys-slipper")]
    [InlineData("St. Bernard", "local_st-bernard")]
    [InlineData("ping-pong ball", "local_ping-pong-ball")]
    [InlineData("Äpfel & 梨", "local_äpfel-梨")]
    [InlineData("++", "local_")]
    public void An_id_is_the_engines_prefix_and_the_names_letters_and_digits(string name, string id)
    {
        var vocabulary = new ConceptVocabulary([name]);

        Assert.Equal(new ModelConcept(id, name), Assert.Single(vocabulary.All));
        Assert.Equal(name, vocabulary.FindById(id)?.Name);
    }

    [Fact]
    public void Names_of_the_same_letters_are_numbered() =>
        Assert.Equal(["local_c", "local_c-2", "local_c-3"], new ConceptVocabulary(["C", "C++", "c#"]).All.Select(concept => concept.Id));

    [Fact]
    public void Equal_names_have_ids_of_their_own()
    {
        var vocabulary = new ConceptVocabulary(["crane", "Crane", "crane"]);

        Assert.Equal(["local_crane", "local_crane-2", "local_crane-3"], vocabulary.All.Select(concept => concept.Id));
        Assert.Equal(["local_crane", "local_crane-3"], vocabulary.FindByName("crane").Select(concept => concept.Id));
    }

    [Fact]
    public void A_concept_is_found_by_its_exact_name_and_id()
    {
        var vocabulary = new ConceptVocabulary(["cat", "dog"]);

        Assert.Equal(["local_cat"], vocabulary.FindByName("cat").Select(concept => concept.Id));
        Assert.Empty(vocabulary.FindByName("Cat"));
        Assert.Null(vocabulary.FindById("LOCAL_cat"));
    }
}
