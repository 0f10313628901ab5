using System.Management.Automation;
using Clarifai.PowerShell.Tests.Answers;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Models;

/// <summary>The public models, listed without a connection.</summary>
public sealed class ModelListTests : IDisposable
{
    private static readonly string[] All =
    [
        "general", "apparel", "celebrity", "color", "demographics", "face-detection", "face-embedding", "focus", "food",
        "general-cluster", "general-detection", "general-embedding", "landscape-quality", "logo", "moderation", "nsfw",
        "portrait-quality", "text-recognition", "textures", "travel", "wedding",
    ];

    private readonly ModuleSession _session = new();

    public static TheoryData<string> Lists => ["Get-ClarifaiModel f*", SerializedCopy.Of("Get-ClarifaiModel f*")];

    public void Dispose() => _session.Dispose();

    [Fact]
    public void All_are_listed_the_general_one_first() => Assert.Equal(All, _session.Run("Get-ClarifaiModel").Names);

    [Theory]
    [InlineData("food", new[] { "food" })]
    [InlineData("FOOD", new[] { "food" })]
    [InlineData("bd367be194cf45149e75f01d59f77ba7", new[] { "food" })]
    [InlineData("food-item-recognition", new[] { "food" })]
    [InlineData("a403429f2ddf4b49b307e318f00e528b", new[] { "face-detection" })]
    [InlineData("*embedding", new[] { "face-embedding", "general-embedding" })]
    [InlineData("general-[cd]*", new[] { "general-cluster", "general-detection" })]
    [InlineData("wedding, food", new[] { "food", "wedding" })]
    [InlineData("no-such-*", new string[0])]
    public void Names_and_ids_select_wildcards_allowed(string names, string[] expected) =>
        Assert.Equal(expected, _session.Run($"Get-ClarifaiModel {names}").Names);

    [Fact]
    public void A_name_that_no_model_has_is_an_error_and_the_others_are_listed()
    {
        ScriptResult result = _session.Try("Get-ClarifaiModel food, foood, color");

        Assert.Equal(["color", "food"], result.Names);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("ModelNotFound", ErrorCategory.ObjectNotFound), error.Kind());
        Assert.Equal("foood", error.TargetObject);
        Assert.Equal(
            "The public model 'foood' does not exist. Get-ClarifaiModel lists the public models, "
            + "and Get-ClarifaiModel -Remote lists those of the connection's app.",
            error.Exception.Message);
    }

    [Fact]
    public void A_model_is_an_object_with_all_that_the_table_knows()
    {
        PSObject model = Assert.Single(_session.Run("Get-ClarifaiModel general").Output);

        Assert.Equal("Clarifai.ClarifaiModel", model.TypeNames[0]);
        Assert.Equal("general", model.Value("Name"));
        Assert.Equal("general-image-recognition", model.Value("Id"));
        Assert.Equal("aaa03c23b3724a16a56b629203edc62c", model.Value("LegacyId"));
        Assert.Equal(("clarifai", "main"), (model.Value("UserId"), model.Value("AppId")));
        Assert.Equal("concepts", model.Value("Output"));
        Assert.Equal(true, model.Value("SupportsVideo"));
        Assert.Equal(true, model.Value("IsPublic"));
        Assert.Equal(23, Assert.IsAssignableFrom<IReadOnlyList<string>>(model.Value("Languages")).Count);
        Assert.Null(model.Value("VersionId"));
        Assert.Null(model.Value("CreatedAt"));
        Assert.Null(model.Value("ConceptCount"));
        Assert.Equal("general", model.ToString());
    }

    [Fact]
    public void Languages_are_legible_in_a_table() => Assert.Equal(
        ["ar, bn, da, de, en, es, fi, fr, hi, hu, it, ja, ko, nl, no, pa, pl, pt, ru, sv, tr, zh, zh-TW", ""],
        _session.Run("Get-ClarifaiModel general, food | ConvertTo-Csv | ConvertFrom-Csv").All("Languages"));

    [Fact]
    public void A_model_that_kept_its_first_id_has_no_other()
    {
        PSObject model = Assert.Single(_session.Run("Get-ClarifaiModel general-detection").Output);

        Assert.Equal("general-image-detection", model.Value("Id"));
        Assert.Null(model.Value("LegacyId"));
        Assert.Equal(false, model.Value("SupportsVideo"));
        Assert.Empty(Assert.IsAssignableFrom<IReadOnlyList<string>>(model.Value("Languages")));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Models_are_a_table(string script) => ScreenText.AssertShows(
        """

        Name           Output   SupportsVideo UserId   AppId Id
        ----           ------   ------------- ------   ----- --
        face-detection regions  False         clarifai main  face-detection
        face-embedding regions  False         clarifai main  e15d0f873e66047e579f90cf82c9882z
        focus          focus    False         clarifai main  c2cf7cecd8a6427da375b9f35fcd2381
        food           concepts True          clarifai main  food-item-recognition


        """,
        _session.Show(script));
}
