using System.Management.Automation;
using System.Xml.Linq;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>What becomes of the file around the keywords: its times, mode and links, its sidecar, and what a killed run has left.</summary>
public sealed class KeywordFileTests : KeywordTest
{
    private static readonly DateTime Time = new(2015, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void The_time_stays_and_nothing_is_left_beside_it()
    {
        string photo = Photo();
        File.SetLastWriteTimeUtc(photo, Time);

        ScriptResult result = Set(photo, ["cat"], "-PassThru");

        Assert.Equal(Time, File.GetLastWriteTimeUtc(photo));
        Assert.Equal(photo, Assert.IsType<FileInfo>(Assert.Single(result.Output).BaseObject).FullName);
        AssertFiles("photo.jpg");
    }

    [Fact]
    public void WhatIf_names_the_keywords_and_touches_nothing()
    {
        string photo = Photo();
        string before = Hash(photo);

        Set(photo, ["cat", "dog"], "-WhatIf -PassThru");

        Assert.Equal(before, Hash(photo));
        Assert.Contains("Add keywords 'cat', 'dog'", Session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_names_the_sidecar_that_would_be_written()
    {
        string photo = Photo();

        Set(photo, ["a, b"], "-Sidecar -WhatIf");

        Assert.Contains(
            $"\"Add keyword 'a, b'\" on target \"{photo}.xmp\"", Session.Screen.ReplaceLineEndings(""), StringComparison.Ordinal);
        AssertFiles("photo.jpg");
    }

    [Fact]
    public void WhatIf_shows_control_characters_escaped()
    {
        string photo = Folder.PathOf("a\u202egpj.exe");
        File.Move(Photo(), photo);

        Set(photo, ["c\u202eat"], "-WhatIf");

        Assert.Contains("Add keyword 'c\\u202eat'", Session.Screen, StringComparison.Ordinal);
        Assert.Contains("a\\u202egpj.exe", Session.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', Session.Screen);
    }

    [Fact]
    public void A_read_only_photo_is_an_error_unless_forced_and_stays_read_only()
    {
        string photo = Photo();
        File.SetAttributes(photo, FileAttributes.ReadOnly);
        string before = Hash(photo);

        ErrorRecord error = Assert.Single(TrySet(photo, ["cat"]).Errors);
        Assert.Equal("FileAccessDenied", error.Id());
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(before, Hash(photo));

        Set(photo, ["cat"], "-Force");
        Assert.Equal("cat", MetadataTools.Subjects(photo));
        Assert.True(new FileInfo(photo).IsReadOnly);
        File.SetAttributes(photo, FileAttributes.Normal);
    }

    [Fact]
    public void A_read_only_photo_that_has_the_keywords_is_not_an_error()
    {
        string photo = Photo();
        Set(photo, ["cat"]);
        File.SetAttributes(photo, FileAttributes.ReadOnly);

        ScriptResult result = Set(photo, ["cat"]);

        Assert.Contains(result.Verbose, line => line.StartsWith("Nothing to change", StringComparison.Ordinal));
        File.SetAttributes(photo, FileAttributes.Normal);
    }

    [Fact]
    public void A_name_as_long_as_the_system_allows_is_a_file_like_others()
    {
        string photo = Photo(new string('n', 251) + ".jpg");

        Set(photo, ["cat"]);

        Assert.Equal("cat", MetadataTools.Subjects(photo));
        AssertFiles(Path.GetFileName(photo));
    }

    [Fact]
    public void Names_with_brackets_percent_signs_and_spaces_are_files_like_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string photo = Photo("-100%c [a] *ö? $x `y; #1 .jpg ");

        Session.Run("Get-Item -LiteralPath $input | Set-ClarifaiKeyword cat", photo);

        Assert.Equal("cat", MetadataTools.Subjects(photo));
        AssertFiles(Path.GetFileName(photo));
    }

#if !DESKTOP // The desktop edition runs on Windows only.
    [Fact]
    public void The_mode_stays()
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        string photo = Photo();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(photo, Mode);
        }

        Set(photo, ["cat"]);

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Assert.Equal(Mode, new FileInfo(photo).UnixFileMode);
    }

    [Fact]
    public void A_link_is_followed_to_its_file()
    {
        string photo = Photo();
        string link = Folder.PathOf("link.jpg");
        Assert.SkipUnless(TryLink(link, "photo.jpg"), "Links are not allowed here.");

        ScriptResult result = Set(link, ["cat"], "-PassThru");

        Assert.Equal("photo.jpg", new FileInfo(link).LinkTarget);
        Assert.Equal("cat", MetadataTools.Subjects(photo));
        Assert.Equal(photo, result.All("FullName").Single());
    }

    [Fact]
    public void A_link_leads_where_the_system_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes a folder and .. behind it for nothing.");
        string target = Folder.PathOf("other/photo.jpg");
        Directory.CreateDirectory(Folder.PathOf("other/albums"));
        Directory.CreateDirectory(Folder.PathOf("here"));
        File.Move(Photo(), target);
        string wrong = Photo("here/photo.jpg");
        string before = Hash(wrong);
        Directory.CreateSymbolicLink(Folder.PathOf("here/albums"), "../other/albums");
        File.CreateSymbolicLink(Folder.PathOf("here/first.jpg"), "albums/../photo.jpg");
        File.CreateSymbolicLink(Folder.PathOf("here/link.jpg"), "first.jpg");

        Set(Folder.PathOf("here/link.jpg"), ["cat"]);

        Assert.Equal("cat", MetadataTools.Subjects(target));
        Assert.Equal(before, Hash(wrong));
    }

    [Theory]
    [InlineData("missing/../photo.jpg")]
    [InlineData("link.jpg")]
    [InlineData("missing.jpg")]
    public void A_link_that_leads_nowhere_is_an_error(string to)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes a folder and .. behind it for nothing.");
        string photo = Photo();
        string before = Hash(photo);
        string link = Folder.PathOf("link.jpg");
        File.CreateSymbolicLink(link, to);

        ErrorRecord error = Assert.Single(TrySet(link, ["cat"]).Errors);

        Assert.Equal(link, error.TargetObject);
        Assert.Equal(before, Hash(photo));
        AssertFiles("photo.jpg", "link.jpg");
    }

    [Fact]
    public void A_sidecar_that_is_a_link_is_followed()
    {
        string photo = Photo();
        string sidecar = Folder.PathOf("kept/a.xmp");
        Directory.CreateDirectory(Folder.PathOf("kept"));
        MetadataTools.ExifTool("-XMP-dc:Subject=mine", sidecar);
        Assert.SkipUnless(TryLink(photo + ".xmp", sidecar), "Links are not allowed here.");

        Set(photo, ["cat"], "-Sidecar");

        Assert.Equal(sidecar, new FileInfo(photo + ".xmp").LinkTarget);
        Assert.Equal(["mine", "cat"], Subjects(sidecar));
    }

    [Fact]
    public void One_file_by_two_names_in_one_group_gets_the_names_of_both()
    {
        string photo = Photo();
        string link = Folder.PathOf("link.jpg");
        Assert.SkipUnless(TryLink(link, photo), "Links are not allowed here.");
        Session.Set("rows", new[] { photo, link, photo });

        Session.Run("$i = 0; $rows | ForEach-Object { [pscustomobject]@{ Source = $_; Name = \"$((++$i))\" } } | Set-ClarifaiKeyword");

        Assert.Equal(["1", "2", "3"], MetadataTools.IptcKeywords(photo).Order());
    }
#endif

    [Fact]
    public void What_a_killed_run_has_left_is_removed()
    {
        string photo = Photo();
        Folder.Write(".photo.jpg.clarifai-tmp", new byte[10]);
        Folder.Write(".photo.jpg.clarifai-lock", []);

        Set(photo, ["cat"]);

        Assert.Equal("cat", MetadataTools.Subjects(photo));
        AssertFiles("photo.jpg");
    }

    [Fact]
    public void A_sidecar_begins_with_what_the_photo_has_and_the_photo_is_not_touched()
    {
        string photo = Photo();
        MetadataTools.ExifTool("-XMP-dc:Subject=people", "-IPTC:Keywords=press", photo);
        string before = Hash(photo);

        ScriptResult result = Set(photo, ["cat"], "-Sidecar -PassThru");

        Assert.Equal(before, Hash(photo));
        Assert.Equal(photo + ".xmp", result.All("FullName").Single());
        Assert.Equal(["people", "press", "cat"], Subjects(photo + ".xmp"));
        AssertFiles("photo.jpg", "photo.jpg.xmp");
    }

    [Fact]
    public void A_sidecar_that_is_there_keeps_all_else()
    {
        string photo = Photo();
        string sidecar = photo + ".xmp";
        MetadataTools.ExifTool("-XMP-dc:Subject=mine", "-XMP-xmp:Rating=4", sidecar);

        Set(photo, ["cat", "dog"], "-Sidecar -Prefix ai:");
        Assert.Equal(["mine", "ai:cat", "ai:dog"], Subjects(sidecar));
        string before = Hash(sidecar);
        Set(photo, ["dog"], "-Sidecar -Prefix ai:");
        Assert.Equal(before, Hash(sidecar));

        Set(photo, ["dog"], "-Sidecar -Prefix ai: -Remove");
        Assert.Equal(["mine"], Subjects(sidecar));
        Assert.Contains("Rating>4<", File.ReadAllText(sidecar), StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_makes_no_sidecar_and_any_file_can_have_one()
    {
        string photo = Photo("a.jpg");
        string text = Folder.Write("b.txt", "text"u8.ToArray());

        Assert.Empty(Set(photo, ["cat"], "-Sidecar -Remove -PassThru").Output);
        Set(text, ["cat"], "-Sidecar");

        Assert.Equal(["cat"], Subjects(text + ".xmp"));
        AssertFiles("a.jpg", "b.txt", "b.txt.xmp");
    }

    [Fact]
    public void What_is_not_a_sidecar_in_its_place_is_an_error()
    {
        string[] photos = [Photo("a.jpg"), Photo("b.jpg")];
        Photo("a.jpg.xmp");
        Directory.CreateDirectory(Folder.PathOf("b.jpg.xmp"));
        Session.Set("paths", photos);

        ScriptResult result = Session.Try("Get-Item $paths | Set-ClarifaiKeyword cat -Sidecar");

        Assert.Equal(["UnsupportedMediaType", "PathIsDirectory"], result.Errors.Select(error => error.Id()).OrderDescending());
        Assert.Contains(result.Errors, error => error.ToString().Contains("a.jpg.xmp' (JPEG) is not an XMP", StringComparison.Ordinal));
        Assert.Contains(result.Errors, error => error.ToString().Contains("b.jpg.xmp' is a folder", StringComparison.Ordinal));
        AssertFiles("a.jpg", "a.jpg.xmp", "b.jpg", "b.jpg.xmp");
    }

    private static IEnumerable<string> Subjects(string sidecar) =>
        XDocument.Load(sidecar).Descendants().Where(element => element.Name.LocalName == "li").Select(element => element.Value);

#if !DESKTOP
    private static bool TryLink(string link, string target)
    {
        try
        {
            File.CreateSymbolicLink(link, target);
            return true;
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            return false;
        }
    }
#endif
}
