namespace Clarifai.Tests.Checkpoints;

/// <summary>A run reads several checkpoints and writes the first one.</summary>
public sealed class SeveralCheckpointsTests : IDisposable
{
    private readonly CheckpointedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task What_any_of_them_has_is_not_asked_again_and_only_the_first_is_written()
    {
        await WriteAsync("a.jsonl", 0, 1, 2);
        await WriteAsync("b.jsonl", 2, 3);
        byte[][] before = [File.ReadAllBytes(_run.PathOf("a.jsonl")), File.ReadAllBytes(_run.PathOf("b.jsonl"))];

        _run.FileName = "own.jsonl";
        _run.Others = [_run.PathOf("a.jsonl"), _run.PathOf("b.jsonl")];
        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(Pictures.AtAddresses(6));

        Assert.Equal(Outcomes.AllWell(6), Outcomes.Each(outcomes));
        Assert.Equal(["4", "5"], _run.Sent.Order());
        Assert.Equal(2, _run.Lines.Length);
        Assert.Equal(before, [File.ReadAllBytes(_run.PathOf("a.jsonl")), File.ReadAllBytes(_run.PathOf("b.jsonl"))]);
    }

    [Fact]
    public async Task A_file_that_is_named_twice_is_read_once()
    {
        await WriteAsync("a.jsonl", 0, 1);
        _run.FileName = "a.jsonl";
        _run.Others = [_run.PathOf("a.jsonl")];

        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(Pictures.AtAddresses(3));

        Assert.Equal(Outcomes.AllWell(3), Outcomes.Each(outcomes));
        Assert.Equal(["2"], _run.Sent);
    }

#if !DESKTOP
    // The assemblies of Windows PowerShell take .NET's locks, which on Unix keep readers away from a writer.
    [Fact]
    public async Task One_that_another_run_is_writing_is_read_as_far_as_it_is_whole()
    {
        await WriteAsync("a.jsonl", 0, 1);
        byte[] whole = File.ReadAllBytes(_run.PathOf("a.jsonl"));
        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_run.Answer));
        using var other = Checkpoint.Open(_run.PathOf("a.jsonl"), client, _run.Options);
        using (FileStream torn = File.Open(_run.PathOf("torn.jsonl"), FileMode.CreateNew))
        {
            torn.Write(whole, 0, whole.Length - 10);
        }

        _run.FileName = "own.jsonl";
        _run.Others = [_run.PathOf("a.jsonl")];
        await _run.RunAsync(Pictures.AtAddresses(2));
        Assert.Equal(0, _run.RequestCount);

        _run.Others = [_run.PathOf("torn.jsonl")];
        await _run.RunAsync(Pictures.AtAddresses(2));
        Assert.Single(_run.Sent);
        Assert.Equal(0, _run.DamagedCount);
        Assert.Equal(whole.Length - 10, new FileInfo(_run.PathOf("torn.jsonl")).Length);
    }
#endif

    [Theory]
    [InlineData("missing.jsonl", null, ErrorId.CheckpointFailed)]
    [InlineData("table.csv", "Source,Name\n1.jpg,cat\n", ErrorId.CheckpointMismatch)]
    public void One_that_is_not_a_checkpoint_ends_the_run(string name, string? content, ErrorId error)
    {
        if (content is not null)
        {
            File.WriteAllText(_run.PathOf(name), content);
        }

        _run.Others = [_run.PathOf(name)];

        ClarifaiException refusal = _run.Refusal();

        Assert.Equal(error, refusal.ErrorId);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        File.Delete(_run.FilePath);
    }

    [Fact]
    public async Task Answers_to_another_question_end_the_run_with_the_name_of_their_file()
    {
        await WriteAsync("a.jsonl", 0);
        _run.FileName = "own.jsonl";
        _run.Others = [_run.PathOf("a.jsonl")];
        _run.Options = _run.Options with { Predict = new PredictOptions { MaxConcepts = 3 } };

        ClarifaiException refusal = _run.Refusal();

        Assert.Equal((ErrorId.CheckpointMismatch, ErrorCause.OtherOptions), (refusal.ErrorId, refusal.Cause));
        Assert.Contains("a.jsonl", refusal.Message, StringComparison.Ordinal);
        await _run.RunAsync(Pictures.AtAddresses(1), force: true);
        Assert.Equal(["0"], _run.Sent);
    }

    private async Task WriteAsync(string name, params int[] pictures)
    {
        _run.FileName = name;
        await _run.RunAsync(pictures.Select(Pictures.AtAddress));
    }
}
