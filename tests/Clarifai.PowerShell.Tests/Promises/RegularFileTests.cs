using System.Management.Automation;
using System.Net.Sockets;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>What is no regular file is refused without being opened, and what is one is sent whole or not at all.</summary>
public sealed class RegularFileTests : PromiseTest
{
    [Theory]
    [InlineData("$path | Invoke-ClarifaiPredict")]
    [InlineData("Invoke-ClarifaiPredict -LiteralPath $path")]
    [InlineData("Invoke-ClarifaiPredict $path -InputKind Video")]
    [InlineData("Get-Item $path | Invoke-ClarifaiPredict")]
    [InlineData("Get-ClarifaiVideoFrame $path")]
    [InlineData("Get-ClarifaiVideoFrame $path -Split")]
    [InlineData("Get-ClarifaiVideoFrame $path -SampleLocally")]
    [InlineData("Invoke-ClarifaiWorkflow $path -Workflow party")]
    public void A_pipe_is_refused_and_never_opened(string script)
    {
        string pipe = Folder.PathOf("pipe.jpg");
        UnixFile.MakePipe(pipe);
        Session.Set("path", pipe);

        ScriptResult result = UnixFile.TryPast(pipe, () => Session.Try(script));

        ErrorRecord error = OneError(result);
        Assert.Equal(pipe, $"{error.TargetObject}");
        Assert.Contains(pipe, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_pipe_is_counted_as_refused()
    {
        string pipe = Folder.PathOf("pipe.jpg");
        UnixFile.MakePipe(pipe);
        Session.Set("path", pipe);

        ScriptResult result = UnixFile.TryPast(pipe, () => Session.Run("Measure-ClarifaiInput $path | ForEach-Object Refused"));

        Assert.Contains(pipe, $"{Assert.Single(result.Output)}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_among_files_costs_the_others_nothing()
    {
        string[] files = [Folder.Picture("a.jpg"), Folder.PathOf("pipe.jpg"), Folder.Picture("z.jpg")];
        UnixFile.MakePipe(files[1]);

        ScriptResult result = UnixFile.TryPast(files[1], () => Session.Try("$input | Invoke-ClarifaiPredict", [.. files]));

        Assert.Equal(files[1], OneError(result).TargetObject);
        Assert.Equal(["a", "z"], result.Names);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/tty")]
    public void A_device_is_refused(string device)
    {
        Assert.SkipUnless(File.Exists(device), "There is no such device.");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", device);

        Assert.Equal(device, OneError(result).TargetObject);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_socket_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows shows sockets in another way.");
        string path = Folder.PathOf("s.jpg");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", path);

        Assert.Equal(path, OneError(result).TargetObject);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_link_to_a_file_is_that_file_and_a_link_to_a_pipe_is_none()
    {
        string pipe = Folder.PathOf("pipe");
        UnixFile.MakePipe(pipe);
        string good = Folder.PathOf("good.jpg");
        string bad = Folder.PathOf("bad.jpg");
        File.CreateSymbolicLink(good, Folder.Picture("cat.jpg"));
        File.CreateSymbolicLink(bad, pipe);

        ScriptResult result = UnixFile.TryPast(pipe, () => Session.Try("$input | Invoke-ClarifaiPredict", good, bad));

        Assert.Equal(bad, OneError(result).TargetObject);
        Assert.Equal([good], result.Sources);
        Assert.Equal(["cat"], result.Names);
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict $path")]
    [InlineData("Invoke-ClarifaiPredict $path -InputKind Image")]
    [InlineData("Invoke-ClarifaiPredict $path -InputKind Video")]
    [InlineData("Invoke-ClarifaiWorkflow $path -InputKind Image -Workflow party")]
    [InlineData("Invoke-ClarifaiPredict -Stream ([IO.MemoryStream]::new()) -InputKind Image")]
    [InlineData("Invoke-ClarifaiPredict -Stream ([IO.MemoryStream]::new()) -InputKind Video")]
    [InlineData("Get-ClarifaiVideoFrame $path")]
    public void What_is_empty_is_never_sent(string script)
    {
        Session.Set("path", Folder.Write("empty.jpg", []));

        ScriptResult result = Session.Try(script);

        OneError(result);
        Assert.Empty(result.Output);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public async Task Few_handles_make_a_run_slower_and_cost_no_input()
    {
        for (int i = 1; i <= 60; i++)
        {
            Folder.Picture($"{i:00}.jpg");
        }

        string script =
            $$"""
            $pictures = Get-ChildItem '{{Folder.FullPath}}/*.jpg'
            $null = $pictures[0] | Invoke-ClarifaiPredict -BatchSize 1
            $open = [Collections.Generic.List[IO.FileStream]]::new()
            try { while ($true) { $open.Add([IO.File]::OpenRead($pictures[0].FullName)) } } catch { }
            1..12 | ForEach-Object { $open[$_].Dispose() }
            $pictures | Invoke-ClarifaiPredict -BatchSize 4 -ThrottleLimit 16 -ErrorVariable failed -ErrorAction SilentlyContinue |
                ForEach-Object Name
            $open | ForEach-Object { $_.Dispose() }
            $failed | ForEach-Object { "$_" }
            """;

        string output = await UnixFile.RunLimitedAsync("ulimit -n 400", script, Service.Address);

        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"{i:00}"), output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_report_is_written_through_a_symbolic_link()
    {
        string target = Folder.Write("shelf/real.html", "old"u8.ToArray());
        string link = Folder.PathOf("report.html");
        File.CreateSymbolicLink(link, target);

        Session.Run("$input | Invoke-ClarifaiPredict | Export-ClarifaiReport report.html", Folder.Picture("cat.jpg"));

        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Contains("cat", File.ReadAllText(target), StringComparison.Ordinal);
        Assert.Equal(["cat.jpg", "report.html", "shelf"], Directory.GetFileSystemEntries(Folder.FullPath).Select(Path.GetFileName).Order());
        Assert.Equal(["real.html"], Directory.GetFileSystemEntries(Path.GetDirectoryName(target)!).Select(Path.GetFileName));
    }

    [Fact]
    public void A_report_that_fails_leaves_what_the_link_leads_to()
    {
        string target = Folder.Write("shelf/real.html", "old"u8.ToArray());
        File.CreateSymbolicLink(Folder.PathOf("report.html"), target);

        Session.Try("& { Invoke-ClarifaiPredict $input; throw 'enough' } | Export-ClarifaiReport report.html", Folder.Picture("cat.jpg"));

        Assert.Equal("old", File.ReadAllText(target));
    }

    [Fact]
    public void A_report_does_not_take_the_place_of_a_pipe()
    {
        string pipe = Folder.PathOf("report.html");
        UnixFile.MakePipe(pipe);

        ScriptResult result = UnixFile.TryPast(
            pipe,
            () => Session.Try("$input | Invoke-ClarifaiPredict | Export-ClarifaiReport report.html -Force", Folder.Picture("cat.jpg")));

        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.Contains(pipe, error.Exception.Message, StringComparison.Ordinal);
        Assert.True(UnixFile.IsPipe(pipe));
    }

    [Fact]
    public void A_report_does_not_take_the_place_of_a_device()
    {
        string device = Folder.PathOf("report.html");
        UnixFile.MakeNullDevice(device);

        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiPredict | Export-ClarifaiReport report.html -Force", Folder.Picture("cat.jpg"));

        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.Contains(device, error.Exception.Message, StringComparison.Ordinal);
        Assert.True(UnixFile.IsDevice(device));
    }
}
