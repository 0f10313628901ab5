namespace Clarifai.Tests;

public sealed class PublicModelsTests
{
    private static readonly string[] Outputs = ["concepts", "regions", "colors", "embeddings", "focus", "clusters"];

    [Fact]
    public void Nothing_that_names_a_model_names_two()
    {
        var names = PublicModels.All
            .SelectMany(model => model.Names)
            .ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(PublicModels.All, model => Assert.Equal(model.Name, model.Name.ToLowerInvariant()));
        Assert.Equal(PublicModels.All.Count, PublicModels.All.Select(model => model.Title).Distinct().Count());
    }

    [Fact]
    public void A_model_is_found_by_everything_that_names_it() => Assert.All(PublicModels.All, model =>
    {
        Assert.Same(model, PublicModels.Find(model.Name));
        Assert.Same(model, PublicModels.Find(model.Name.ToUpperInvariant()));
        Assert.Same(model, PublicModels.Find(model.Id));
        Assert.All(model.OlderIds, id => Assert.Same(model, PublicModels.Find(id)));
        if (model.Slug is not null)
        {
            Assert.Same(model, PublicModels.Find(model.Slug));
        }
    });

    [Fact]
    public void What_a_model_answers_is_one_of_the_kinds_there_are() =>
        Assert.All(PublicModels.All, model => Assert.Contains(model.Output, Outputs));

    [Theory]
    [InlineData("general", 128)]
    [InlineData("someone/photos/ocr", 128)]
    [InlineData("ocr", 8)]
    public void A_request_has_as_many_pictures_as_are_read_within_its_timeout(string model, int expected) =>
        Assert.Equal(expected, ModelReference.Parse(model).InputsPerRequest(ServiceLimits.Current));

    [Fact]
    public void These_models_take_videos() => Assert.Equal(
        ["apparel", "food", "general", "nsfw", "text-recognition", "travel", "wedding"],
        PublicModels.All.Where(model => model.SupportsVideo).Select(model => model.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_general_model_is_the_documented_one()
    {
        Assert.Equal("aaa03c23b3724a16a56b629203edc62c", PublicModels.General.Id);
        Assert.Equal("general-image-recognition", PublicModels.General.Slug);
        Assert.Same(PublicModels.General, ModelReference.Parse("general").Public);
    }

    [Theory]
    [InlineData("clarifai/main/general")]
    [InlineData("my-model")]
    [InlineData("generals")]
    public void A_model_of_another_owner_or_name_is_not_public(string text) => Assert.Null(ModelReference.Parse(text).Public);

    [Fact]
    public void A_model_with_a_version_is_the_same_model()
    {
        ModelReference model = ModelReference.Parse("you/yours/m").WithVersion(" v1 ");

        Assert.Equal(("you/yours/m", "m", "you", "yours", "v1"), (model.Name, model.Id, model.UserId, model.AppId, model.VersionId));
        Assert.Same(model, model.WithVersion(null));
    }

    [Fact]
    public void There_are_the_documented_languages() => Assert.Equal(
        "ar bn da de en es fi fr hi hu it ja ko nl no pa pl pt ru sv tr zh zh-TW",
        string.Join(' ', Languages.All.Select(language => language.Code)));
}
