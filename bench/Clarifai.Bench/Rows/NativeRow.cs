using System.Diagnostics;
using Clarifai.Bench.Engine;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.Bench.Rows;

/// <summary>
/// The local engine as people get it, compiled ahead of time: how long from its start until it is ready and until it has answered for a
/// photo, what it keeps in memory, and how long a fresh pwsh takes to its first local answer.
/// </summary>
internal sealed class NativeRow : IRow
{
    private const string Model = "general";

    public string Name => "native";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        if (!File.Exists(EngineProgram.Native))
        {
            Console.Out.WriteLine("native     'dotnet publish src/Clarifai.Local' makes the program, which is not there: left out");
            yield break;
        }

        string photo = SamplePhotos.Paths[0];
        byte[] body = PictureBody.Of([await File.ReadAllBytesAsync(photo)]);
        IReadOnlyList<Run> results = await Protocol.RepeatAsync(runs, () => StartAsync(body));
        yield return Milliseconds("start to ready", results.Select(run => run.Ready), Target.AtMost(60));
        yield return Milliseconds("start to the first answer of general", results.Select(run => run.Answered), Target.AtMost(200));
        yield return Megabytes("idle, without warm-up", results.Select(run => run.Idle), Target.AtMost(40));
        yield return Megabytes("with general loaded", results.Select(run => run.Loaded), Target.AtMost(220));

        if (Machine.FindProgram("pwsh") is not { } pwsh)
        {
            Console.Out.WriteLine("native     pwsh is not on PATH: its first answer is left out");
            yield break;
        }

        string script = $"Import-Module '{Quoted(ModuleRunspace.Manifest)}'; Connect-Clarifai -Local -EnginePath "
            + $"'{Quoted(EngineProgram.Native)}'; (Invoke-ClarifaiPredict '{Quoted(photo)}')[0].Name";
        IReadOnlyList<(double Bare, double Ours)> times = await Protocol.RepeatAsync(
            runs, async () => (await FirstLineAsync(pwsh, "'ready'"), await FirstLineAsync(pwsh, script)));
        yield return Milliseconds("bare pwsh", times.Select(time => time.Bare));
        yield return Milliseconds("pwsh's first local answer over that", times.Select(time => time.Ours - time.Bare), Target.AtMost(350));
    }

    private static async Task<Run> StartAsync(byte[] body)
    {
        var clock = Stopwatch.StartNew();
        using EngineProgram engine = await EngineProgram.StartAsync(EngineProgram.Native);
        double ready = clock.Elapsed.TotalMilliseconds;
        await engine.Client.PredictAsync(Model, body);
        double answered = clock.Elapsed.TotalMilliseconds;
        using EngineProgram cold = await EngineProgram.StartAsync(EngineProgram.Native, "--no-warm-up");
        return new Run(ready, answered, MegabytesOf(cold), MegabytesOf(engine));
    }

    private static double MegabytesOf(EngineProgram engine)
    {
        engine.Process.Refresh();
        return engine.Process.WorkingSet64 / 1e6;
    }

    // From the start of the program to its first line.
    private static async Task<double> FirstLineAsync(string pwsh, string script)
    {
        var clock = Stopwatch.StartNew();
        Process process = ChildProcess.Start(pwsh, "-NoProfile", "-NonInteractive", "-Command", script);
        try
        {
            string line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("pwsh ended without output.");
            return line.Length > 0
                ? clock.Elapsed.TotalMilliseconds
                : throw new InvalidOperationException("pwsh did not return an answer.");
        }
        finally
        {
            ChildProcess.End(process);
        }
    }

    private static string Quoted(string path) => path.Replace("'", "''", StringComparison.Ordinal);

    private Finding Milliseconds(string what, IEnumerable<double> values, Target? target = null) =>
        new(Name, what, new Samples(values), "ms", target) { Digits = 0 };

    private Finding Megabytes(string what, IEnumerable<double> values, Target target) =>
        new(Name, what, new Samples(values), "MB", target) { Digits = 0 };

    private sealed record Run(double Ready, double Answered, double Idle, double Loaded);
}
