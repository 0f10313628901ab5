using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>One bad file costs one error that names it, and no other file its keywords; what fails leaves the original intact.</summary>
public sealed class KeywordFailureTests : KeywordTest
{
    [Fact]
    public void A_run_goes_on_after_files_that_cannot_be_written()
    {
        string[] bad =
        [
            Folder.PathOf("vanished.jpg"),
            Folder.Write("damaged.jpg", [0xFF, 0xD8, 0xFF, 0xE1, 0x7F, 0xFF, .. "Exif"u8]),
            Photo("really-a-jpeg.png"),
            Folder.Write("empty.jpg", []),
        ];
        string[] before = [.. bad.Skip(1).Select(Hash)];
        string good = Photo("good.jpg");
        Session.Set("paths", (string[])[.. bad, good]);

        ScriptResult result = Session.Try(
            "$paths | ForEach-Object { [pscustomobject]@{ Source = $_; Name = 'cat' } } | Set-ClarifaiKeyword");

        Assert.Equal(bad.Order(), result.Errors.Select(error => $"{error.TargetObject}").Order());
        Assert.All(result.Errors, error => Assert.Contains($"{error.TargetObject}", error.ToString(), StringComparison.Ordinal));
        Assert.Contains(result.Errors, error => error.ToString().Contains("looks more like a JPEG", StringComparison.Ordinal));
        Assert.Equal("FileNotFound", result.Errors.Single(error => Equals(error.TargetObject, bad[0])).Id());
        Assert.Equal(before, bad.Skip(1).Select(Hash));
        Assert.Equal("cat", MetadataTools.Subjects(good));
        AssertFiles("damaged.jpg", "really-a-jpeg.png", "empty.jpg", "good.jpg");
    }

    [Fact]
    public void A_path_with_a_line_break_is_an_error_of_its_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string odd = Photo("a\n-all=\nb.jpg");
        string photo = Photo();
        Session.Set("paths", new[] { odd, photo });

        ScriptResult result = Session.Try("Get-Item -LiteralPath $paths | Set-ClarifaiKeyword cat");

        Assert.Contains("line break", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(MetadataTools.IptcKeywords(odd));
        Assert.Equal("cat", MetadataTools.Subjects(photo));
    }

    [Fact]
    public void Folders_that_the_pipeline_brings_along_are_passed_over()
    {
        Directory.CreateDirectory(Folder.PathOf("folder.jpg"));
        Session.Set("path", Photo());
        Session.Set("folder", Folder.FullPath);

        Session.Run("Get-ChildItem $folder | Set-ClarifaiKeyword cat");

        Assert.Equal("cat", MetadataTools.Subjects(Folder.PathOf("photo.jpg")));
    }

    [Fact]
    public void Without_ExifTool_nothing_begins_and_the_error_says_how_to_get_it()
    {
        ScriptResult result = TrySet(Photo(), ["cat"], "-ExifToolPath /no/such/exiftool");

        Assert.Equal(("ExifToolNotFound", ErrorCategory.NotInstalled), result.Terminating!.Kind());
        Assert.Contains("libimage-exiftool-perl", result.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_program_can_be_named()
    {
        string log = Folder.PathOf("log");
        string program = Folder.Program("mytool", $"echo started >> '{log}'; exec exiftool \"$@\"");

        Set(Photo(), ["cat"], $"-ExifToolPath '{program}'");

        Assert.Equal("cat", MetadataTools.Subjects(Folder.PathOf("photo.jpg")));
        Assert.Equal(["started", "started", "started"], File.ReadLines(log));
    }

    [Fact]
    public void Where_ExifTool_dies_the_file_that_it_was_at_has_an_error_and_the_others_their_keywords()
    {
        // Dies in the first run after it has told its version, with a word.
        string program = Folder.Program(
            "dying",
            $$"""
            mkdir '{{Folder.PathOf("died")}}' 2>/dev/null || exec exiftool "$@"
            mark=$(sed -n '/^clarifai-/ { p; q; }')
            printf '%s\n' "$mark" 12.57 "${mark}0"
            printf '%s\n' "$mark" 'no memory' >&2
            exit 3
            """);
        string[] photos = [Photo("1.jpg"), Photo("2.jpg"), Photo("3.jpg")];
        Session.Set("paths", photos);

        ScriptResult result = Session.Try($"Get-Item $paths | Set-ClarifaiKeyword cat -ExifToolPath '{program}'");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("ExifToolFailed", ErrorCategory.InvalidResult), error.Kind());
        Assert.Contains("no memory", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(photos[0], error.ToString(), StringComparison.Ordinal);
        Assert.Equal(photos[0], error.TargetObject);
        Assert.Empty(MetadataTools.IptcKeywords(photos[0]));
        Assert.All(photos[1..], photo => Assert.Equal("cat", MetadataTools.Subjects(photo)));
    }

    [Fact]
    public void A_program_that_does_not_start_ends_the_run()
    {
        string program = Folder.Program("broken", "");
        File.WriteAllText(program, "#!/no/such/interpreter\n");

        ScriptResult result = TrySet(Photo(), ["cat"], $"-ExifToolPath '{program}'");

        Assert.Equal("ExifToolFailed", result.Terminating!.Id());
    }

    [Fact]
    public async Task A_full_disk_leaves_the_original_and_the_run_goes_on()
    {
        string large = Photo("large.jpg");
        File.AppendAllBytes(large, new byte[600_000]);
        string small = Photo("small.jpg");
        string before = Hash(large);

        using var shell = ShellProcess.Start(
            $"Get-Item '{large}', '{small}' | Set-ClarifaiKeyword cat 2>$null; $Error | ForEach-Object FullyQualifiedErrorId",
            start => ShellProcess.LimitFiles(start, 1000));

        Assert.StartsWith("FileWriteFailed,", await shell.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(before, Hash(large));
        Assert.Equal("cat", MetadataTools.Subjects(small));
        AssertFiles("large.jpg", "small.jpg");
    }
}
