namespace Clarifai.Tests.Video;

public sealed class VideoWorkspaceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

#if !DESKTOP // The desktop edition runs on Windows only.
    [Fact]
    public void The_folder_is_the_users_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives every user a private folder of temporary files");
        using var workspace = VideoWorkspace.Create(_folder.Temporary);
        const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(OwnersAlone, new DirectoryInfo(workspace.Folder).UnixFileMode);
    }
#endif

    [Fact]
    public void Nothing_is_left_once_it_is_disposed()
    {
        using (var workspace = VideoWorkspace.Create(_folder.Temporary))
        {
            Directory.CreateDirectory(Path.Combine(workspace.Folder, "0"));
            File.WriteAllText(Path.Combine(workspace.Folder, "0", "piece.mp4"), "piece");
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    [Fact]
    public void What_a_killed_run_left_is_swept_by_the_next()
    {
        // What a kill leaves: a folder, and on Unix its lock, which nobody holds any more.
        string left = Directory.CreateDirectory(Path.Combine(_folder.Temporary, VideoWorkspace.Prefix + "killed")).FullName;
        File.WriteAllText(Path.Combine(left, "piece.mp4"), "piece");
        File.WriteAllText(left + VideoWorkspace.LockSuffix, "");
        Directory.CreateDirectory(Path.Combine(_folder.Temporary, VideoWorkspace.Prefix + "killed-without-lock"));
        File.WriteAllText(Path.Combine(_folder.Temporary, VideoWorkspace.Prefix + "killed-early" + VideoWorkspace.LockSuffix), "");
        string other = Directory.CreateDirectory(Path.Combine(_folder.Temporary, "somebody-elses")).FullName;

        VideoWorkspace.Create(_folder.Temporary).Dispose();

        Assert.Equal([other], Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    [Fact]
    public void A_live_workspace_is_not_swept()
    {
        using var first = VideoWorkspace.Create(_folder.Temporary);
        using var second = VideoWorkspace.Create(_folder.Temporary);
        Assert.True(Directory.Exists(first.Folder));
    }

    [Fact]
    public async Task A_workspace_of_a_live_process_is_kept_and_swept_after_that_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "flock is a program of Linux");
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "flock is not installed");
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Temporary, VideoWorkspace.Prefix + "other")).FullName;
        string[] arguments = ["--no-fork", folder + VideoWorkspace.LockSuffix, "sh", "-c", "echo held; exec sleep 600"];
        var start = new System.Diagnostics.ProcessStartInfo("/usr/bin/flock", arguments) { RedirectStandardOutput = true };
        using var holder = System.Diagnostics.Process.Start(start)!;
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            VideoWorkspace.Create(_folder.Temporary).Dispose();
            Assert.True(Directory.Exists(folder));
        }
        finally
        {
            holder.Kill();
            await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        VideoWorkspace.Create(_folder.Temporary).Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    [Fact]
    public void Links_in_what_was_left_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a right on Windows");
        string kept = _folder.File("kept");
        Directory.CreateDirectory(kept);
        File.WriteAllText(Path.Combine(kept, "photo.jpg"), "photo");
        string left = Directory.CreateDirectory(Path.Combine(_folder.Temporary, VideoWorkspace.Prefix + "left")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(left, "link"), kept);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Temporary, VideoWorkspace.Prefix + "link"), kept);

        VideoWorkspace.Create(_folder.Temporary).Dispose();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
        Assert.True(File.Exists(Path.Combine(kept, "photo.jpg")));
    }

    [Fact]
    public void A_place_where_nothing_can_be_made_is_an_error()
    {
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => VideoWorkspace.Create(_folder.File("missing")));
        Assert.Equal(ErrorId.FileAccessDenied, error.ErrorId);
    }

    [Fact]
    public async Task Content_over_the_limit_is_refused_and_nothing_is_left()
    {
        using (var workspace = VideoWorkspace.Create(_folder.Temporary))
        {
            await AssertNotSavedAsync(workspace, new byte[1001], ErrorId.FileTooLarge);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    [Fact]
    public async Task Content_that_is_no_video_is_refused()
    {
        using var workspace = VideoWorkspace.Create(_folder.Temporary);
        await AssertNotSavedAsync(workspace, "#EXTM3U\n"u8.ToArray(), ErrorId.UnsupportedMediaType);
    }

    private static async Task AssertNotSavedAsync(VideoWorkspace workspace, byte[] bytes, ErrorId expected)
    {
        using var content = new MemoryStream(bytes);
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(
            () => workspace.SaveAsync(content, 1000, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(expected, error.ErrorId);
    }
}
