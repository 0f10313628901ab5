using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>One engine for a session, and none that is left behind, however the session ends.</summary>
[Collection(nameof(LocalEngines))]
public sealed class EngineLifetimeTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public EngineLifetimeTests() => EngineProcess.SkipWhereChildrenAreNotListed();

    private static string Cat => Repository.PathOf("samples", "cat.jpg");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Connecting_and_predicting_again_use_the_same_engine()
    {
        ScriptResult first = _session.Run("Connect-Clarifai -Local -PassThru; $null = $input | Invoke-ClarifaiPredict", Cat);
        using EngineProcess engine = StartedHere();

        ScriptResult second = _session.Run("Connect-Clarifai -Local -PassThru -Verbose; $null = $input | Invoke-ClarifaiPredict", Cat);

        Assert.Same(first.Output[0].BaseObject, second.Output[0].BaseObject);
        Assert.Contains($"The local engine is already running at {first.Output[0].Value("BaseUri")}.", second.Verbose);
        Assert.Equal([engine.Id], EngineProcess.Children(Environment.ProcessId));
    }

    [Theory]
    [InlineData("Disconnect-Clarifai")]
    [InlineData("Get-ClarifaiConnection | Disconnect-Clarifai")]
    [InlineData("Remove-Module Clarifai")]
    [InlineData("Import-Module $manifest -Force")]
    public async Task These_end_the_engine(string script)
    {
        _session.Set("manifest", ModuleRunspace.Manifest);
        _session.Run("Connect-Clarifai -Local");
        using EngineProcess engine = StartedHere();

        _session.Run(script);

        await engine.WaitForExitAsync();
    }

    [Fact]
    public async Task Closing_the_runspace_ends_the_engine()
    {
        var session = new ModuleSession();
        session.Run("Connect-Clarifai -Local");
        using EngineProcess engine = StartedHere();

        session.Dispose();

        await engine.WaitForExitAsync();
    }

    [Fact]
    public void Another_runspace_starts_an_engine_of_its_own_and_ends_only_that()
    {
        _session.Run("Connect-Clarifai -Local");
        using EngineProcess engine = StartedHere();
        using var other = new ModuleSession();

        other.Run("Connect-Clarifai -Local");
        Assert.Equal(2, EngineProcess.Children(Environment.ProcessId).Count);
        other.Run("Disconnect-Clarifai");

        Assert.Contains("cat", _session.Run("$input | Invoke-ClarifaiPredict", Cat).Names);
        Assert.Equal([engine.Id], EngineProcess.Children(Environment.ProcessId));
    }

    [Fact]
    public async Task An_engine_that_died_is_told_and_the_next_connection_starts_another()
    {
        _session.Run("Connect-Clarifai -Local");
        using EngineProcess engine = StartedHere();
        engine.Kill();
        await engine.WaitForExitAsync();

        ScriptResult result = _session.Try("$input | Invoke-ClarifaiPredict", Cat);

        Assert.Equal("LocalEngineFailed", result.Terminating!.Id());
        Assert.Equal("The local engine has stopped. Start it again: Connect-Clarifai -Local.", result.Terminating!.Exception.Message);
        Assert.Contains("cat", _session.Run("Connect-Clarifai -Local; $input | Invoke-ClarifaiPredict", Cat).Names);
    }

    [Fact]
    public async Task The_end_of_a_shell_that_was_killed_ends_its_engine()
    {
        using var shell = ShellProcess.Start("Connect-Clarifai -Local; 'ready'; $null = [Console]::In.ReadLine()");
        Assert.Equal("ready", await shell.ReadLineAsync());
        using var engine = EngineProcess.Of(shell.Id);

        shell.Kill();

        await engine.WaitForExitAsync();
    }

    [Fact]
    public async Task A_Ctrl_C_meant_for_the_shell_does_not_end_its_engine_first()
    {
        using var folder = new SampleFolder();
        string answer = folder.PathOf("answer.txt");
        string script = $$"""
            Connect-Clarifai -Local
            try { 'ready'; while ($true) { [Threading.Thread]::Sleep(20) } }
            finally { [IO.File]::WriteAllLines('{{answer}}', [string[]](Invoke-ClarifaiPredict '{{Cat}}').Name) }
            """;

        // setsid makes the shell the leader of a process group, as a terminal would.
        using var shell = ShellProcess.Start(script, start =>
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.FileName = "setsid";
        });
        Assert.Equal("ready", await shell.ReadLineAsync());
        using var engine = EngineProcess.Of(shell.Id);
        Assert.Equal(shell.Id, EngineProcess.GroupOf(shell.Id));
        Assert.NotEqual(shell.Id, EngineProcess.GroupOf(engine.Id));

        string[] targets = [FormattableString.Invariant($"-{shell.Id}"), FormattableString.Invariant($"{engine.Id}")];
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", "--", .. targets]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken).MustEnd();
            Assert.Equal(0, kill.ExitCode);
        }

        // Only the interrupt ends the loop; the shell asks the engine once more before it ends.
        Assert.Equal(1, await shell.WaitForExitAsync());
        await engine.WaitForExitAsync();
        Assert.Contains("cat", await File.ReadAllLinesAsync(answer, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_engine_is_given_the_environment_without_the_secrets()
    {
        using var shell = ShellProcess.Start(
            "Connect-Clarifai -Local; 'ready'; $null = [Console]::In.ReadLine()",
            start =>
            {
                start.Environment["CLARIFAI_PAT"] = "canary-token";
                start.Environment["CLARIFAI_API_KEY"] = "canary-key";
                start.Environment["CLARIFAI_TESTS"] = "passed on";
            });
        Assert.Equal("ready", await shell.ReadLineAsync());
        using var engine = EngineProcess.Of(shell.Id);

        IReadOnlyList<string> variables = engine.Variables();

        Assert.Contains("CLARIFAI_TESTS=passed on", variables);
        Assert.DoesNotContain(variables, variable => variable.Contains("canary", StringComparison.Ordinal));
        await shell.Input.WriteLineAsync();
        Assert.Equal(0, await shell.WaitForExitAsync());
        await engine.WaitForExitAsync();
    }

    private static EngineProcess StartedHere() => EngineProcess.Of(Environment.ProcessId);
}
