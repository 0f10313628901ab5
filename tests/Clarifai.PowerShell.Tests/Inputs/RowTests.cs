using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Inputs;

/// <summary>Rows, as Import-Csv and Select-Object make them: the column that is filled tells what the input is.</summary>
public sealed class RowTests : ConnectedTest
{
    private const string Address = "https://example.com/a.jpg";

    [Theory]
    [InlineData("Url")]
    [InlineData("Uri")]
    [InlineData("url")]
    public void A_column_of_addresses_binds(string column)
    {
        ScriptResult result = Session.Run($"[pscustomobject]@{{ {column} = '{Address}'; Note = 'x' }} | Invoke-ClarifaiPredict");

        Assert.Equal([Address], Service.Captions);
        Assert.Equal([Address], result.Sources);
    }

    [Theory]
    [InlineData("Path")]
    [InlineData("FullName")]
    [InlineData("PSPath")]
    [InlineData("LiteralPath")]
    public void A_column_of_paths_binds(string column)
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("cat", cat);

        ScriptResult result = Session.Run($"[pscustomobject]@{{ {column} = $cat; Note = 'x' }} | Invoke-ClarifaiPredict");

        Assert.Equal([cat], result.Sources);
        Assert.Equal(["cat"], result.Names);
    }

    [Fact]
    public void A_FullName_with_brackets_is_no_pattern()
    {
        string bracketed = Folder.Picture("[x].jpg");
        Folder.Picture("x.jpg");
        Session.Set("path", bracketed);

        Assert.Equal([bracketed], Session.Run("[pscustomobject]@{ FullName = $path } | Invoke-ClarifaiPredict").Sources);
    }

    [Fact]
    public void A_Path_column_may_have_wildcards_and_addresses()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("folder", Folder.FullPath);

        ScriptResult result = Session.Run(
            $$"""[pscustomobject]@{ Path = "$folder/*.jpg" }, [pscustomobject]@{ Path = '{{Address}}' } | Invoke-ClarifaiPredict""");

        Assert.Equal([cat, Address], result.Sources);
    }

    [Theory]
    [InlineData("Path", "''")]
    [InlineData("Path", "$null")]
    [InlineData("Path", "' '")]
    [InlineData("FullName", "''")]
    [InlineData("FullName", "$null")]
    [InlineData("LiteralPath", "''")]
    public void An_empty_path_beside_an_address_leaves_the_address(string column, string empty)
    {
        ScriptResult result = Session.Run($"[pscustomobject]@{{ {column} = {empty}; Url = '{Address}' }} | Invoke-ClarifaiPredict");

        Assert.Equal([Address], result.Sources);
    }

    [Theory]
    [InlineData("Path", "Url", "''")]
    [InlineData("Path", "Uri", "$null")]
    [InlineData("FullName", "Url", "''")]
    [InlineData("FullName", "Url", "$null")]
    [InlineData("FullName", "Uri", "''")]
    public void An_empty_address_beside_a_path_leaves_the_path(string pathColumn, string addressColumn, string empty)
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("cat", cat);

        ScriptResult result = Session.Run(
            $"[pscustomobject]@{{ {pathColumn} = $cat; {addressColumn} = {empty} }} | Invoke-ClarifaiPredict");

        Assert.Equal([cat], result.Sources);
    }

    [Theory]
    [InlineData("Url")]
    [InlineData("Uri")]
    public void A_path_wins_over_an_address(string addressColumn)
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("cat", cat);

        ScriptResult result = Session.Run(
            $"[pscustomobject]@{{ Path = $cat; {addressColumn} = '{Address}' }} | Invoke-ClarifaiPredict");

        Assert.Equal([cat], result.Sources);
        Assert.Single(Service.Inputs);
    }

    [Theory]
    [InlineData("cat.jpg")]
    [InlineData("./cat.jpg")]
    [InlineData("c?t.jpg")]
    public void A_Source_binds_as_a_path(string source)
    {
        string cat = Folder.Picture("cat.jpg");
        Session.GoTo(Folder.FullPath);

        ScriptResult result = Session.Run(
            $"[pscustomobject]@{{ Source = '{source}'; Name = 'x'; Url = '' }} | Invoke-ClarifaiPredict");

        Assert.Equal([cat], result.Sources);
    }

    [Theory]
    [InlineData("Path")]
    [InlineData("FullName")]
    [InlineData("Url")]
    public void Any_other_column_wins_over_a_Source(string column)
    {
        string cat = Folder.Picture("cat.jpg");
        string dog = Folder.Picture("dog.jpg");
        Session.Set("cat", cat);
        Session.Set("address", new Uri(dog).AbsoluteUri);
        string given = column == "Url" ? "$address" : $"'{dog}'";

        ScriptResult result = Session.Run($"[pscustomobject]@{{ Source = $cat; {column} = {given} }} | Invoke-ClarifaiPredict");

        Assert.Equal([dog], result.Sources);
    }

    [Fact]
    public void Rows_with_one_or_the_other_column_filled_can_follow_each_other()
    {
        string cat = Folder.Picture("cat.jpg");
        string dog = Folder.Picture("dog.jpg");
        Session.Set("cat", cat);
        Session.Set("dog", dog);

        ScriptResult result = Session.Run($$"""
            [pscustomobject]@{ Path = $cat; Url = '' },
            [pscustomobject]@{ Path = ''; Url = '{{Address}}' },
            [pscustomobject]@{ Path = $dog; Url = '' } | Invoke-ClarifaiPredict
            """);

        Assert.Equal([cat, Address, dog], result.Sources);
        Assert.Equal([0, 1, 2], result.All("InputIndex"));
    }

    [Fact]
    public void A_row_with_neither_is_an_error_that_names_how_to_select_and_costs_the_others_nothing()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("cat", cat);

        ScriptResult result = Session.Try("[pscustomobject]@{ File = 'x.jpg' }, [pscustomobject]@{ Path = $cat } | Invoke-ClarifaiPredict");

        Assert.Equal([cat], result.Sources);
        Assert.Equal("FileNotFound", Assert.Single(result.Errors).Id());
        Assert.Equal(
            "'@{File=...}' is an object converted to text, not a path. Give its property a name that binds (Path, FullName, or Url), "
            + "or select it: ... | ForEach-Object { $_.<property> } | ...",
            result.Errors[0].Exception.Message);
    }

    [Fact]
    public void Inputs_of_every_kind_can_come_down_one_pipeline()
    {
        string cat = Folder.Picture("cat.jpg");
        string dog = Folder.Picture("dog.jpg");
        string owl = Folder.Picture("owl.jpg");
        using var stream = new MemoryStream(SampleFile.Picture("stream"));
        Session.Set("owl", owl);
        Session.Set("address", Address);
        object row = Session.Run("[pscustomobject]@{ FullName = $owl }").Output[0];
        object urlRow = Session.Run("[pscustomobject]@{ Url = $address }").Output[0];

        ScriptResult result = Session.Run(
            "$input | Invoke-ClarifaiPredict",
            cat,
            Address,
            new FileInfo(dog),
            SampleFile.Picture("bytes"),
            row,
            stream,
            new Uri("https://example.com/b.jpg"),
            urlRow);

        Assert.Equal([cat, Address, dog, "bytes 3", owl, "stream 5", "https://example.com/b.jpg", Address], result.Sources);
        Assert.Equal(["cat", Address, "dog", "bytes", "owl", "stream", "https://example.com/b.jpg", Address], result.Names);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], result.All("InputIndex"));
    }
}
