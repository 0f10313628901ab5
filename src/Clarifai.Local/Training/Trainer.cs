using System.Threading.Channels;
using Clarifai.Local.Inference;
using Clarifai.Local.Protocol;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Training;

/// <summary>
/// Trains own models in the background, one after another. A version is in the database as soon as its training is requested. Its folder
/// is there completely or not at all, and the version counts as trained only when it is there.
/// </summary>
internal sealed class Trainer : IAsyncDisposable
{
    private const string LockExtension = ".lock";

    private readonly Database _data;
    private readonly ModelCatalogue _catalogue;
    private readonly TimeProvider _time;
    private readonly ILogger<Trainer> _log;
    private readonly Channel<TrainingJob> _jobs = Channel.CreateUnbounded<TrainingJob>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;

    public Trainer(Database data, ModelCatalogue catalogue, TimeProvider time, ILogger<Trainer> log)
    {
        _data = data;
        _catalogue = catalogue;
        _time = time;
        _log = log;
        ModelsFolder = Path.Combine(data.Folder, "models");
        _work = Task.Run(WorkAsync);
    }

    /// <summary>The folder that contains the folders of trained models.</summary>
    public string ModelsFolder { get; }

    /// <summary>Promises to train a new version of a model.</summary>
    /// <param name="model">The model, with what the version learns.</param>
    /// <param name="changesPlan">Whether that also becomes the model's own plan.</param>
    /// <exception cref="DatabaseException">The data folder cannot be used.</exception>
    public OwnVersion Start(OwnModel model, bool changesPlan)
    {
        string id = Guid.NewGuid().ToString("N");
        var version = new OwnVersion
        {
            Id = id,
            CreatedAt = _time.GetUtcNow(),
            Code = EngineStatusCodes.ModelQueued,
            Plan = model.Plan,
            Folder = TrainedFolder.NameOf(model.Id, id),
        };
        FileStream held = _data.Use(() =>
        {
            Database.CreatePrivate(ModelsFolder);
            return FileLock.Take(LockOf(version), FileMode.CreateNew);
        });
        try
        {
            _ = _data.Write(connection =>
            {
                if (changesPlan)
                {
                    ModelTable.Update(connection, model);
                }

                ModelTable.AddVersion(connection, model, version);
                return true;
            });
        }
        catch
        {
            held.Dispose();
            throw;
        }

        // False only when the engine stops: then nobody holds the lock, and the next look at the version marks it.
        if (!_jobs.Writer.TryWrite(new TrainingJob(model, version, held)))
        {
            held.Dispose();
        }

        return version;
    }

    /// <summary>Whether no engine works on the training of a version any more, though it has not ended.</summary>
    public bool IsAbandoned(OwnVersion version) => version.IsPending && DeleteIfFree(LockOf(version));

    /// <summary>Marks versions whose training an engine did not finish.</summary>
    /// <returns>The versions as they are now.</returns>
    public IReadOnlyList<OwnVersion> Settle(IReadOnlyList<OwnVersion> versions)
    {
        OwnVersion[] abandoned =
        [
            .. versions.Where(IsAbandoned).Select(version => Failed(version, "The engine that trained this version was stopped.")),
        ];
        if (abandoned.Length == 0)
        {
            return versions;
        }

        // It may have ended between the reading of the database and that of the lock: then its state is not changed.
        Dictionary<string, OwnVersion> ended = _data.Write(connection =>
            abandoned.Where(version => ModelTable.SetState(connection, version)).ToDictionary(version => version.Id));
        foreach (OwnVersion version in ended.Values)
        {
            DeleteFolders(version);
        }

        return [.. versions.Select(version => ended.GetValueOrDefault(version.Id, version))];
    }

    /// <summary>Deletes what versions that were deleted have left, and engines that were killed.</summary>
    public void Sweep() => _data.Use(() =>
    {
        if (!Directory.Exists(ModelsFolder))
        {
            return true;
        }

        // Listed before the versions are read: the folder of a new version is not in this list. Its lock may be, but it is held.
        string[] folders = Directory.GetDirectories(ModelsFolder);
        string[] locks = Directory.GetFiles(ModelsFolder, $".*{LockExtension}");
        IReadOnlySet<string> known = _data.Read(ModelTable.Folders, none: new HashSet<string>());
        foreach (string folder in folders.Where(folder => !known.Contains(Path.GetFileName(folder).TrimStart('.'))))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (string path in locks.Where(path => !known.Contains(Path.GetFileNameWithoutExtension(path).TrimStart('.'))))
        {
            _ = DeleteIfFree(path);
        }

        return true;
    });

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.Complete();
        await _stopping.CancelAsync();
        await _work;
        _stopping.Dispose();
    }

    // False if an engine holds the lock.
    private static bool DeleteIfFree(string path)
    {
        try
        {
            using FileStream free = FileLock.Take(path, FileMode.Open);
            return true;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception failure) when (FileLock.IsHeld(failure, path))
        {
            return false;
        }
    }

    private OwnVersion Failed(OwnVersion version, string details, int? code = null) => version with
    {
        Code = code ?? EngineStatusCodes.ModelTrainingFailed,
        Details = details,
        CompletedAt = _time.GetUtcNow(),
    };

    private async Task WorkAsync()
    {
        await foreach (TrainingJob job in _jobs.Reader.ReadAllAsync(CancellationToken.None))
        {
            await using (job.Lock)
            {
                await TrainAsync(job.Model, job.Version);
            }
        }
    }

    private async Task TrainAsync(OwnModel model, OwnVersion version)
    {
        OwnVersion ended;
        try
        {
            _stopping.Token.ThrowIfCancellationRequested();
            if (SetState(version with { Code = EngineStatusCodes.ModelTraining }))
            {
                await TeachAsync(model, version, _stopping.Token);
            }

            return;
        }
        catch (TrainingException failure)
        {
            ended = Failed(version, failure.Message, failure.Code);
        }
        catch (OperationCanceledException)
        {
            ended = Failed(version, "The engine was stopped.");
        }
        catch (Exception failure)
        {
            _log.LogError(failure, "The training of version {Version} failed.", version.Id);
            ended = Failed(version, failure.Message);
        }

        try
        {
            _ = SetState(ended);
            DeleteFolders(version);
        }
        catch (DatabaseException failure)
        {
            // The next engine that looks at the version finds nobody at work on it.
            _log.LogError("The state of version {Version} cannot be written: {Reason}", version.Id, failure.Message);
        }
    }

    private async Task TeachAsync(OwnModel model, OwnVersion version, CancellationToken cancellation)
    {
        EmbedderSource embedder = _catalogue.Embedder;
        IReadOnlyList<float[]> prototypes = (await embedder.Reader).Prototypes;
        IReadOnlyList<TrainingInput> inputs = _data.Read(
            connection => InputTable.ForTraining(connection, model.App, version.Plan.Concepts.Select(concept => concept.Id)), none: []);
        int others = inputs.Count(input => input.Embedder != embedder.Folder.WeightsSha256);
        if (others > 0)
        {
            throw new TrainingException(
                EngineStatusCodes.ModelNoData,
                $"{others} of {inputs.Count} inputs were added to an engine with another embedder: delete them, and add their images "
                + "again.");
        }

        TrainingResult trained = Teacher.Teach(version.Plan, inputs, prototypes, cancellation);
        string unfinished = Path.Combine(ModelsFolder, "." + version.Folder);
        TrainedFolder.Write(unfinished, model, version, trained.Heads, embedder.Folder);
        OwnVersion ended = version with
        {
            Code = StatusCodes.ModelTrained,
            CompletedAt = _time.GetUtcNow(),
            Inputs = trained.Inputs,
            Summary = trained.Evaluation.Summarize(),
        };
        string metrics = trained.Evaluation.Describe();
        bool isWanted = _data.Write(connection =>
        {
            // False if it was deleted in the meantime.
            if (!ModelTable.SetState(connection, ended, metrics))
            {
                return false;
            }

            Directory.Move(unfinished, Path.Combine(ModelsFolder, version.Folder));
            return true;
        });
        if (!isWanted)
        {
            DeleteFolders(version);
        }
    }

    private bool SetState(OwnVersion version) => _data.Write(connection => ModelTable.SetState(connection, version));

    private string LockOf(OwnVersion version) => Path.Combine(ModelsFolder, $".{version.Folder}{LockExtension}");

    private void DeleteFolders(OwnVersion version) => _data.Use(() =>
    {
        foreach (string name in (string[])[version.Folder, "." + version.Folder])
        {
            string path = Path.Combine(ModelsFolder, name);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        return true;
    });
}
