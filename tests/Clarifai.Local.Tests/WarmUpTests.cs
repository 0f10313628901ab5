using System.Net;

namespace Clarifai.Local.Tests;

/// <summary>The model that most requests ask for is loaded in the background, as soon as the engine is ready.</summary>
public sealed class WarmUpTests : IDisposable
{
    private const string Loaded = "is loaded";

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("clarifai-local-");

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact]
    public async Task General_is_loaded_before_anyone_asks()
    {
        await using var engine = EngineProcess.Start("--log-level", "information");
        using HttpClient http = await engine.ConnectAsync();

        Assert.Contains("efficientnet-nanodet-blazeface", await engine.ReadErrorAsync(Loaded), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_not_to_it_is_loaded_for_the_first_who_asks()
    {
        await using var engine = EngineProcess.Start("--no-warm-up", "--log-level", "information");
        using HttpClient http = await engine.ConnectAsync();

        Assert.Contains("cat", (await PredictAsync(http, "general")).Concepts().Keys);

        engine.EndInput();
        _ = await Assert.ThrowsAsync<EndOfStreamException>(() => engine.ReadErrorAsync(Loaded));
    }

    [Fact]
    public async Task An_engine_that_ends_meanwhile_ends_well()
    {
        await using var engine = EngineProcess.Start();
        using HttpClient http = await engine.ConnectAsync();

        engine.EndInput();

        _ = await Assert.ThrowsAsync<EndOfStreamException>(() => engine.ReadErrorAsync(""));
        await engine.WaitForExitAsync();
        Assert.Equal(0, engine.ExitCode);
    }

    [Fact]
    public async Task Where_it_cannot_be_loaded_the_log_has_the_reason_and_other_models_answer()
    {
        FolderCopy.Make(Path.GetDirectoryName(EngineProcess.Program)!, _copy.FullName);
        string weights = Path.Combine(_copy.FullName, "Models", "blazeface", "blazeface.onnx");
        await File.AppendAllTextAsync(weights, "\n", TestContext.Current.CancellationToken);
        await using var engine = EngineProcess.StartCopy(_copy.FullName, "--log-level", "information");
        using HttpClient http = await engine.ConnectAsync();

        Assert.Contains(weights, await engine.ReadErrorAsync("cannot be loaded"), StringComparison.Ordinal);
        EngineAnswer general = await PredictAsync(http, "general");
        Assert.Equal(HttpStatusCode.InternalServerError, general.Http);
        Assert.Contains(weights, general.Details!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PredictAsync(http, "nsfw")).Http);

        engine.EndInput();
        await engine.WaitForExitAsync();
        Assert.Equal(0, engine.ExitCode);
    }

    private static async Task<EngineAnswer> PredictAsync(HttpClient http, string model)
    {
        using var content = new StringContent(PredictBody.Of(Samples.Read(Samples.Cat)));
        using HttpResponseMessage response = await http.PostAsync(
            $"/v2/models/{model}/outputs", content, TestContext.Current.CancellationToken);
        return await EngineAnswer.ReadAsync(response);
    }
}
