namespace Clarifai.PowerShell;

/// <summary>
/// The local engine that prepares images beside a connection: started when the first image needs it, and again when it has died.
/// Thread-safe.
/// </summary>
internal sealed class EngineBeside
{
    // An engine that only prepares images needs no model.
    private const string NoWarmUp = "--no-warm-up";

    private static readonly Dictionary<string, string> NoFolders = [];

    private readonly RequestRoom _turn = new(handles: null, letGo: () => { }, most: 1);
    private ClarifaiConnection? _engine;

    /// <param name="moduleBase">The folder of the module.</param>
    /// <param name="cancellation">Cancels a start.</param>
    /// <exception cref="ClarifaiException">
    /// The engine is not installed (LocalEngineNotFound) or does not start (LocalEngineFailed).
    /// </exception>
    public Task<ClarifaiClient> GetAsync(string moduleBase, CancellationToken cancellation) => _turn.RunAsync(
        async () =>
        {
            if (_engine is { Engine.IsRunning: true } running)
            {
                return running.Client;
            }

            _engine?.Close();
            string program = EngineLocator.Find(enginePath: null, moduleBase);
            LocalEngine engine = await LocalEngine.StartAsync(program, NoFolders, NoWarmUp, cancellation).ConfigureAwait(false);
            return (_engine = engine.Connect(LocalEngine.EndedBeside)).Client;
        },
        cancellation);

    /// <summary>Ends the engine if it is running. What still needs it starts another one.</summary>
    public void End() => Interlocked.Exchange(ref _engine, null)?.Close();
}
