using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Inputs;

/// <summary>Files that cannot be sent: one error each that names the file, and every other file gets its answer.</summary>
public sealed class RefusedFileTests : ConnectedTest
{
    [Fact]
    public void A_missing_file_is_one_error_and_all_others_get_their_answers()
    {
        string cat = Folder.Picture("cat.jpg");
        string missing = Folder.PathOf("missing.jpg");
        string dog = Folder.Picture("dog.jpg");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", cat, missing, dog);

        AssertOneError(result, "FileNotFound", ErrorCategory.ObjectNotFound, missing, $"The file '{missing}' was not found.");
        Assert.Equal([cat, dog], result.Sources);
        Assert.Equal([0, 2], result.All("InputIndex"));
    }

    [Fact]
    public void A_missing_literal_path_is_the_same_error()
    {
        string missing = Folder.PathOf("[missing].jpg");
        Session.Set("path", missing);

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict -LiteralPath $path");

        AssertOneError(result, "FileNotFound", ErrorCategory.ObjectNotFound, missing, $"The file '{missing}' was not found.");
    }

    [Fact]
    public void The_id_of_an_error_ends_with_the_name_of_the_cmdlets_class()
    {
        Session.Set("path", Folder.PathOf("missing.jpg"));

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict $path");

        Assert.Equal(
            "FileNotFound,Clarifai.PowerShell.Commands.InvokeClarifaiPredictCommand",
            Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_file_in_a_missing_folder_is_not_found()
    {
        string missing = Folder.PathOf("nowhere/missing.jpg");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", missing);

        AssertOneError(result, "FileNotFound", ErrorCategory.ObjectNotFound, missing, $"The file '{missing}' was not found.");
    }

    [Theory]
    [InlineData("nowhere:/x.jpg", "Path")]
    [InlineData("nowhere:/x.jpg", "LiteralPath")]
    [InlineData("NoProvider::/x.jpg", "Path")]
    [InlineData("NoProvider::/x.jpg", "LiteralPath")]
    public void A_path_of_an_unknown_drive_or_provider_is_not_found(string path, string parameter)
    {
        Session.Set("path", path);

        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict -{parameter} $path");

        AssertOneError(result, "FileNotFound", ErrorCategory.ObjectNotFound, path, $"The file '{path}' was not found.");
    }

    [Theory]
    [InlineData("Path")]
    [InlineData("LiteralPath")]
    public void A_path_outside_the_file_system_is_refused_with_its_providers_name(string parameter)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict -{parameter} env:PATH");

        AssertOneError(
            result,
            "PathNotFileSystem",
            ErrorCategory.InvalidArgument,
            "env:PATH",
            "'env:PATH' is a path of the Environment provider, not of the file system.");
    }

    [Theory]
    [InlineData("Path")]
    [InlineData("LiteralPath")]
    public void A_folder_that_is_named_is_an_error_that_names_its_files(string parameter)
    {
        Folder.Picture("inner/cat.jpg");
        string inner = Folder.PathOf("inner");
        Session.Set("path", inner);

        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict -{parameter} $path");

        AssertOneError(
            result,
            "PathIsDirectory",
            ErrorCategory.InvalidArgument,
            inner,
            $"'{inner}' is a folder. To use the files in it, specify '{inner}{Path.DirectorySeparatorChar}*'.");
    }

    [Fact]
    public void Folders_that_come_down_a_pipeline_are_passed_over_and_told()
    {
        string cat = Folder.Picture("inner/cat.jpg");
        string inner = Folder.PathOf("inner");

        ScriptResult result = Session.Run(
            "$input | Invoke-ClarifaiPredict -Verbose", new DirectoryInfo(inner), new FileInfo(cat), inner);

        Assert.Equal([cat], result.Sources);
        Assert.Equal(2, result.Verbose.Count(line => line == $"'{inner}' is a folder and is skipped."));
    }

    [Fact]
    public void Folders_that_a_wildcard_matches_are_passed_over_and_told()
    {
        string cat = Folder.Picture("cat.jpg");
        Folder.Picture("inner/dog.jpg");
        Session.Set("folder", Folder.FullPath);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict $folder/* -Verbose");

        Assert.Equal([cat], result.Sources);
        Assert.Contains($"'{Folder.PathOf("inner")}' is a folder and is skipped.", result.Verbose);
    }

    [Fact]
    public void A_text_file_by_the_name_of_a_picture_is_refused_before_anything_is_sent()
    {
        string text = Folder.Write("text.jpg", "not a picture"u8.ToArray());
        string cat = Folder.Picture("cat.jpg");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", text, cat);

        AssertOneError(
            result,
            "UnsupportedMediaType",
            ErrorCategory.InvalidData,
            text,
            $"'{text}' is not an image or video that the service can read; it looks like text. "
            + "It reads JPEG, PNG, GIF, BMP, TIFF, and WebP images, and MP4, QuickTime, AVI, Windows Media, Matroska, and 3GPP videos.");
        Assert.Equal([cat], result.Sources);
        Assert.Equal(["cat"], Service.Captions);
    }

    [Theory]
    [InlineData("heic", "a HEIC image")]
    [InlineData("avif", "an AVIF image")]
    public void Pictures_of_a_phone_that_the_service_does_not_read_are_named_by_their_format(string brand, string name)
    {
        string photo = Folder.Write("photo.jpg", [0, 0, 0, 24, .. "ftyp"u8, .. System.Text.Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0]);

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", photo);

        Assert.Equal("UnsupportedMediaType", Assert.Single(result.Errors).Id());
        Assert.StartsWith(
            $"'{photo}' is not an image or video that the service can read; it looks like {name}.",
            result.Errors[0].Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        string empty = Folder.Write("empty.jpg", []);

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", empty);

        AssertOneError(result, "UnsupportedMediaType", ErrorCategory.InvalidData, empty, $"'{empty}' is empty.");
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        string secret = Folder.Picture("secret.jpg");
        File.SetUnixFileMode(secret, UnixFileMode.None);
        Assert.SkipWhen(IsReadable(secret), "This user may read every file.");
        string cat = Folder.Picture("cat.jpg");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", secret, cat);

        AssertOneError(
            result, "FileAccessDenied", ErrorCategory.PermissionDenied, secret, $"'{secret}' cannot be read: access is denied.");
        Assert.Equal([cat], result.Sources);
    }

    [Fact]
    public void A_picture_larger_than_the_service_takes_is_refused_before_it_is_read()
    {
        string large = Folder.Picture("large.jpg");
        using (FileStream file = File.OpenWrite(large))
        {
            file.SetLength((20 * 1024 * 1024) + 1);
        }

        string cat = Folder.Picture("cat.jpg");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", large, cat);

        AssertOneError(
            result,
            "FileTooLarge",
            ErrorCategory.LimitsExceeded,
            large,
            $"'{large}' has {20971521:N0} bytes; the service accepts images of up to {20971520:N0}.");
        Assert.Equal([cat], result.Sources);
        Assert.Equal(["cat"], Service.Captions);
    }

    [Fact]
    public void A_file_that_goes_away_before_it_is_sent_is_one_error_and_the_rest_of_its_batch_is_answered()
    {
        string held = Folder.Picture("held.jpg");
        string cat = Folder.Picture("cat.jpg");
        string gone = Folder.Picture("gone.jpg");
        string dog = Folder.Picture("dog.jpg");
        var deleted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Hold = (_, ended) => deleted.Task.WaitAsync(ended);
        Session.Set("gone", gone);
        Session.Set("deleted", deleted);

        // The first file is sent at once; while its answer is held, the others are taken into a batch of their own.
        ScriptResult result = Session.Try(
            """
            $input | ForEach-Object -Process { $_ } -End { [IO.File]::Delete($gone); $deleted.SetResult() } |
                Invoke-ClarifaiPredict -ThrottleLimit 1
            """,
            held,
            cat,
            gone,
            dog);

        AssertOneError(result, "FileNotFound", ErrorCategory.ObjectNotFound, gone, $"The file '{gone}' was not found.");
        Assert.Equal([held, cat, dog], result.Sources);
    }

    private static void AssertOneError(ScriptResult result, string id, ErrorCategory category, string target, string message)
    {
        Assert.Null(result.Terminating);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((id, category), error.Kind());
        Assert.Equal(target, error.TargetObject);
        Assert.Equal(message, error.Exception.Message);
    }

    private static bool IsReadable(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
