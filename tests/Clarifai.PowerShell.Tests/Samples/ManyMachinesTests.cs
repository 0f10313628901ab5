using System.Globalization;
using Clarifai.PowerShell.Tests.Engine;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Samples;

/// <summary>
/// Three processes stand for three machines, which run the Slurm array's script against two engines behind nginx. One of them is killed and
/// started again.
/// </summary>
[Collection(nameof(LocalEngines))]
public sealed class ManyMachinesTests : IDisposable
{
    private const int Photos = 60;
    private const int Machines = 3;
    private const int ThrottleLimit = 4;

    private readonly SampleFolder _folder = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_photo_is_answered_once_and_a_kill_costs_a_window_at_most()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Slurm's script is one for sh.");
        byte[] cat = await File.ReadAllBytesAsync(Repository.PathOf("samples", "cat.jpg"), TestContext.Current.CancellationToken);
        foreach (int number in Enumerable.Range(0, Photos))
        {
            _folder.Write(string.Create(CultureInfo.InvariantCulture, $"photos/{number % 7}/cat-{number:00}.jpg"), cat);
        }

        Directory.CreateDirectory(_folder.PathOf("answers"));
        _folder.Program("bin/pwsh", $"exec '{ShellProcess.Executable}' \"$@\"");
        using var engines = new BalancedEngines(_folder);
        string service = await engines.BalanceAsync([await engines.StartAsync(), await engines.StartAsync()]);

        using ShellProcess first = Start(1, service);
        using ShellProcess third = Start(3, service);
        Task killed = KillOnceAnsweredAsync(2, service);
        ShellResult[] others = await Task.WhenAll(first.EndAsync(), third.EndAsync());
        await killed;
        int before = File.ReadAllLines(CheckpointOf(2)).Length;
        using ShellProcess again = Start(2, service);
        ShellResult last = await again.EndAsync();

        int[] answered = [.. new[] { others[0], last, others[1] }.Select(AnsweredBy)];
        Assert.Equal(Photos, answered.Sum());
        Assert.InRange(before, 1, answered[1] - 1);
        string[] expected = [.. Directory.EnumerateFiles(_folder.PathOf("photos"), "*.jpg", SearchOption.AllDirectories).Order()];
        _session.Set("checkpoints", _folder.PathOf("answers/shard-*.jsonl"));
        Assert.Equal(expected, _session.Run("Import-ClarifaiCheckpoint $checkpoints -As Row").Sources.Cast<string>().Order());

        // A request an image. Those that an engine was too busy for were answered with 429 and asked about nothing.
        int asked = engines.Requests.Count(request => request is "POST 200" or "POST 499" or "POST 502");
        Assert.InRange(asked, Photos, Photos + ThrottleLimit);
    }

    [Fact]
    public void Over_SSH_each_machine_has_its_own_shard()
    {
        _session.GoTo(Repository.PathOf("samples", "many-machines"));

        ScriptResult result = _session.Try(
            """
            function New-PSSession { [CmdletBinding()] param($HostName) if ($HostName -eq 'down') { throw 'unreachable' } $HostName }
            function Invoke-Command {
                [CmdletBinding()] param($Session, $FilePath, [switch] $AsJob, $JobName, $ArgumentList)
                $set = (Get-Command $FilePath).ParameterSets[0]
                $names = $set.Parameters | Where-Object Position -ge 0 | Sort-Object Position | ForEach-Object Name
                "$Session $AsJob $($names -join ',') $($ArgumentList -join ',')"
            }
            function Remove-PSSession { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $Session) process { "$Session closed" } }
            function Receive-Job { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $Job, [switch] $Wait) process { $Job } }
            ./Start-RemoteShard.ps1 alice@a, down, b /photos /answers -Service https://e.example
            """);

        Assert.Equal(
            [
                "alice@a True Path,Shard,CheckpointFolder,Service /photos,1/3,/answers,https://e.example",
                "b True Path,Shard,CheckpointFolder,Service /photos,3/3,/answers,https://e.example",
                "alice@a closed",
                "b closed",
            ],
            result.Output.Select(line => line.ToString()));
        Assert.Equal("down: unreachable", Assert.Single(result.Errors).Exception.Message);
    }

    [Theory]
    [InlineData("17/16", "https://e.example", "", 1)]
    [InlineData("/", "https://e.example", "", 1)]
    [InlineData("1/1", "http://127.0.0.1:1", "good.jpg", 1)]
    [InlineData("1/1", "http://127.0.0.1:1", "broken.jpg", 0)]
    public async Task The_exit_code_says_whether_running_it_again_could_help(string shard, string service, string name, int expected)
    {
        byte[] content = name == "broken.jpg" ? [.. "text"u8] : File.ReadAllBytes(Repository.PathOf("samples", "cat.jpg"));
        _folder.Write("photos/" + (name.Length > 0 ? name : "a.jpg"), content);
        using var shell = ShellProcess.Start(
            [
                "-NoProfile", "-NonInteractive", "-Command",
                $"& '{Repository.PathOf("samples", "many-machines", "Invoke-Shard.ps1")}' "
                + $"-Path '{_folder.PathOf("photos")}' -Shard {shard} "
                + $"-CheckpointFolder '{_folder.PathOf("answers")}' -Service {service}; exit $LASTEXITCODE",
            ],
            start => start.Environment["CLARIFAI_API_KEY"] = BalancedEngines.Key);

        ShellResult result = await shell.EndAsync();

        Assert.Equal(expected, result.ExitCode);
    }

    private static int AnsweredBy(ShellResult result)
    {
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] words = result.Output.Split(' ');
        Assert.EndsWith("images answered, 0 errors.\n", result.Output, StringComparison.Ordinal);
        return int.Parse(words[2], CultureInfo.InvariantCulture);
    }

    private string CheckpointOf(int machine) =>
        _folder.PathOf(string.Create(CultureInfo.InvariantCulture, $"answers/shard-{machine}-of-{Machines}.jsonl"));

    // The moment is that of the first line in its checkpoint.
    private async Task KillOnceAnsweredAsync(int machine, string service)
    {
        string checkpoint = CheckpointOf(machine);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(checkpoint)!, Path.GetFileName(checkpoint));
        watcher.Changed += (_, _) => _ = new FileInfo(checkpoint).Length > 0 && written.TrySetResult();
        watcher.EnableRaisingEvents = true;
        using ShellProcess shell = Start(machine, service);
        Task<string> output = shell.ReadToEndAsync();
        await written.Task.MustEnd();
        shell.Kill();
        await shell.WaitForExitAsync();
        Assert.DoesNotContain("answered", await output, StringComparison.Ordinal);
    }

    private ShellProcess Start(int machine, string service) => ShellProcess.Start(
        [Repository.PathOf("samples", "many-machines", "shards.slurm"), "-BatchSize", "1"],
        start =>
        {
            start.FileName = "sh";
            start.Environment["PATH"] = _folder.PathOf("bin") + Path.PathSeparator + start.Environment["PATH"];
            start.Environment["SLURM_ARRAY_TASK_ID"] = machine.ToString(CultureInfo.InvariantCulture);
            start.Environment["SHARDS"] = Machines.ToString(CultureInfo.InvariantCulture);
            start.Environment["SHARD_SCRIPT"] = Repository.PathOf("samples", "many-machines", "Invoke-Shard.ps1");
            start.Environment["PHOTOS"] = _folder.PathOf("photos");
            start.Environment["ANSWERS"] = _folder.PathOf("answers");
            start.Environment["ENGINES"] = service;
            start.Environment["CLARIFAI_API_KEY"] = BalancedEngines.Key;
        });
}
