using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Inputs;

/// <summary>Files, however their paths come. The service tells by the bytes which file it was sent.</summary>
public sealed class PathTests : ConnectedTest
{
    [Fact]
    public void A_piped_FileInfo_that_PowerShell_did_not_make_is_taken_by_its_full_name()
    {
        string cat = Folder.Picture("cat.jpg");

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", new FileInfo(cat));

        Assert.Equal([cat], result.Sources);
        Assert.Equal(["cat"], result.Names);
    }

    [Fact]
    public void A_piped_FileInfo_as_Get_Item_gives_it_is_taken_by_its_PSPath()
    {
        string cat = Folder.Picture("cat.jpg");
        var item = new PSObject(new FileInfo(cat));
        item.Properties.Add(new PSNoteProperty("PSPath", @"Microsoft.PowerShell.Core\FileSystem::" + cat));

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", item);

        Assert.Equal([cat], result.Sources);
        Assert.Equal(["cat"], result.Names);
    }

    [Fact]
    public void A_PSPath_with_brackets_names_one_file_and_is_no_pattern()
    {
        string bracketed = Folder.Picture("[x].jpg");
        Folder.Picture("x.jpg");
        var item = new PSObject(new FileInfo(bracketed));
        item.Properties.Add(new PSNoteProperty("PSPath", @"Microsoft.PowerShell.Core\FileSystem::" + bracketed));

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", item);

        Assert.Equal([bracketed], result.Sources);
        Assert.Equal(["[x]"], result.Names);
    }

    [Fact]
    public void A_FileInfo_with_brackets_that_PowerShell_did_not_make_names_one_file()
    {
        string bracketed = Folder.Picture("[x].jpg");
        Folder.Picture("x.jpg");

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", new FileInfo(bracketed));

        Assert.Equal([bracketed], result.Sources);
    }

    [Fact]
    public void EnumerateFiles_of_a_folder_can_be_piped()
    {
        string[] files = [Folder.Picture("a.jpg"), Folder.Picture("b.jpg"), Folder.Picture("c.jpg")];
        Session.Set("folder", Folder.FullPath);

        ScriptResult result = Session.Run("[IO.DirectoryInfo]::new($folder).EnumerateFiles() | Invoke-ClarifaiPredict");

        Assert.Equal(files, result.Sources.Order());
        Assert.Equal(result.Sources.Select(source => Path.GetFileNameWithoutExtension((string)source!)), result.Names);
    }

    [Fact]
    public void A_FileInfo_given_as_an_argument_is_its_path()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("file", new FileInfo(cat));

        Assert.Equal([cat], Session.Run("Invoke-ClarifaiPredict $file").Sources);
    }

    [Fact]
    public void Paths_can_be_piped_as_text()
    {
        string cat = Folder.Picture("cat.jpg");
        string dog = Folder.Picture("dog.jpg");

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", cat, dog);

        Assert.Equal([cat, dog], result.Sources);
        Assert.Equal(["cat", "dog"], result.Names);
    }

    [Fact]
    public void Several_paths_can_be_one_argument()
    {
        Session.Set("files", new[] { Folder.Picture("cat.jpg"), Folder.Picture("dog.jpg") });

        Assert.Equal(["cat", "dog"], Session.Run("Invoke-ClarifaiPredict $files").Names);
    }

    [Theory]
    [InlineData("cat.jpg")]
    [InlineData("./cat.jpg")]
    [InlineData("../inner/cat.jpg")]
    public void A_relative_path_starts_at_the_location_and_not_at_the_directory_of_the_process(string relative)
    {
        string cat = Folder.Picture("inner/cat.jpg");
        Session.GoTo(Path.GetDirectoryName(cat)!);
        Session.Set("relative", relative);
        Assert.NotEqual(Path.GetDirectoryName(cat), Environment.CurrentDirectory);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict $relative");

        Assert.Equal([cat], result.Sources);
        Assert.Equal(["cat"], result.Names);
    }

    [Fact]
    public void A_relative_literal_path_starts_at_the_location_too()
    {
        string cat = Folder.Picture("cat [1].jpg");
        Session.GoTo(Folder.FullPath);

        Assert.Equal([cat], Session.Run("Invoke-ClarifaiPredict -LiteralPath 'cat [1].jpg'").Sources);
    }

    [Fact]
    public void A_path_of_a_drive_that_a_user_made_is_resolved()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("folder", Folder.FullPath);

        ScriptResult result = Session.Run("""
            $provider = $ExecutionContext.SessionState.Provider.GetOne('FileSystem')
            $drive = [Management.Automation.PSDriveInfo]::new('pics', $provider, $folder, '', $null)
            $null = $ExecutionContext.SessionState.Drive.New($drive, 'global')
            Invoke-ClarifaiPredict pics:/cat.jpg
            """);

        Assert.Equal([cat], result.Sources);
    }

    [Fact]
    public void A_tilde_is_the_home_folder()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("folder", Folder.FullPath);

        Session.Run("$ExecutionContext.SessionState.Provider.GetOne('FileSystem').Home = $folder");

        Assert.Equal([cat], Session.Run("Invoke-ClarifaiPredict ~/cat.jpg").Sources);
    }

    [Fact]
    public void Wildcards_name_every_file_that_matches()
    {
        string[] cats = [Folder.Picture("cat1.jpg"), Folder.Picture("cat2.jpg")];
        Folder.Picture("dog1.jpg");
        Session.Set("folder", Folder.FullPath);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict $folder/cat?.jpg");

        Assert.Equal(cats, result.Sources.Order());
        Assert.Equal(["cat1", "cat2"], Service.Captions.Order());
    }

    [Fact]
    public void Wildcards_that_match_nothing_are_no_error_but_are_told()
    {
        Session.Set("folder", Folder.FullPath);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict $folder/*.jpg");

        Assert.Empty(result.Output);
        Assert.Contains($"No file matches '{Folder.FullPath}/*.jpg'.", result.Warnings);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_literal_path_with_brackets_names_the_file_of_that_name()
    {
        string bracketed = Folder.Picture("[x].jpg");
        Folder.Picture("x.jpg");
        Session.Set("path", bracketed);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict -LiteralPath $path");

        Assert.Equal([bracketed], result.Sources);
        Assert.Equal(["[x]"], result.Names);
    }

    [Fact]
    public void A_path_with_brackets_is_a_pattern_where_no_file_has_that_name()
    {
        string plain = Folder.Picture("x.jpg");
        Session.Set("folder", Folder.FullPath);

        Assert.Equal([plain], Session.Run("Invoke-ClarifaiPredict \"$folder/[x].jpg\"").Sources);
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict $path")]
    [InlineData("$path | Invoke-ClarifaiPredict")]
    [InlineData("[pscustomobject]@{ Path = $path } | Invoke-ClarifaiPredict")]
    public void A_path_with_brackets_is_the_file_of_that_name_where_there_is_one(string script)
    {
        string bracketed = Folder.Picture("dog [1].jpg");
        Folder.Picture("dog 1.jpg");
        Session.Set("path", bracketed);

        Assert.Equal([bracketed], Session.Run(script).Sources);
    }

    [Fact]
    public void A_text_that_is_no_path_is_cut_in_messages()
    {
        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", new string('x', 5000));

        Assert.InRange(Assert.Single(result.Errors).Exception.Message.Length, 1, 300);
    }

    [Fact]
    public void A_file_address_is_the_file()
    {
        string path = Folder.Picture("a b [1].jpg");
        Session.Set("address", new Uri(path).AbsoluteUri);

        Assert.Equal([path, path], Session.Run("Invoke-ClarifaiPredict $address; Invoke-ClarifaiPredict -Uri $address").Sources);
    }
}
