using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

/// <summary>The shell as a person at a keyboard has it.</summary>
public sealed class PromptTests : IAsyncLifetime
{
    private const string Enter = "\r";
    private const string Tab = "\t";
    private const string ControlC = "\u0003";

    private readonly SampleFolder _folder = new();
    private StubService? _service;

    public async ValueTask InitializeAsync()
    {
        _service = await StubService.StartAsync();
        _folder.Picture("cat.jpg");
    }

    public async ValueTask DisposeAsync()
    {
        await _service!.DisposeAsync();
        _folder.Dispose();
    }

    private string Prompt => $"PS {_folder.FullPath}> ";

    [Fact]
    public async Task A_typed_line_is_run_and_exit_ends_the_shell()
    {
        using Terminal terminal = Open();
        await terminal.ShowsAsync(Prompt);

        terminal.Type("Get-ChildItem *.jpg | Invoke-ClarifaiPredict | ForEach-Object { \"a {0}!\" -f $_.Name }" + Enter);
        await terminal.ShowsAsync("a cat!");
        await terminal.ShowsAsync(Prompt);

        terminal.Type("exit 7" + Enter);
        Assert.Equal(7, await terminal.EndAsync());
    }

    [Fact]
    public async Task Ctrl_C_ends_a_running_prediction_and_gives_the_prompt_back()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service!.Hold = (_, end) =>
        {
            end.Register(aborted.SetResult);
            arrived.SetResult();
            return Task.Delay(Timeout.Infinite, end);
        };
        using Terminal terminal = Open();
        await terminal.ShowsAsync(Prompt);
        terminal.Type("Invoke-ClarifaiPredict cat.jpg" + Enter);
        await arrived.Task.MustEnd();

        terminal.Type(ControlC);

        await aborted.Task.MustEnd();
        await terminal.ShowsAsync(Prompt);
        terminal.Type("exit 3" + Enter);
        Assert.Equal(3, await terminal.EndAsync());
    }

    [Fact]
    public async Task Tab_completes_the_model_where_PSReadLine_is_there()
    {
        using Terminal terminal = Open();
        await terminal.ShowsAsync(Prompt);

        terminal.Type("(Invoke-ClarifaiPredict cat.jpg -Model gen" + Tab + ").Model + '!'" + Enter);
        await terminal.ShowsAsync("general!");

        terminal.Type("exit" + Enter);
        Assert.Equal(0, await terminal.EndAsync());
    }

    private Terminal Open() => Terminal.Open(
        ShellProcess.Executable,
        ["-WorkingDirectory", _folder.FullPath],
        new Dictionary<string, string>
        {
            ["TERM"] = "xterm-256color",
            ["HOME"] = _folder.FullPath,
            ["XDG_CONFIG_HOME"] = _folder.FullPath,
            ["XDG_CACHE_HOME"] = _folder.FullPath,
            ["XDG_DATA_HOME"] = _folder.FullPath,
            ["CLARIFAI_PAT"] = "",
            ["CLARIFAI_API_KEY"] = ModuleSession.Key,
            ["CLARIFAI_API_BASE"] = _service!.Address.ToString(),
        });
}
