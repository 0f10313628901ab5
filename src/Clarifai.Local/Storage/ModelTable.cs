using Clarifai.Local.Protocol;
using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Storage;

/// <summary>The own models of the apps, and their versions.</summary>
internal static class ModelTable
{
    private const string VersionColumns =
        "id, created_at, completed_at, code, details, concepts, is_exclusive, is_closed, inputs, folder, summary";

    public static void Add(SqliteConnection data, OwnModel model) => data.Run(
        """
        INSERT INTO models (app, id, name, created_at, concepts, is_exclusive, is_closed)
        VALUES ($app, $id, $name, $created, $concepts, $exclusive, $closed)
        """,
        ("$app", AppTable.FindOrAdd(data, model.App)),
        ("$id", model.Id),
        ("$name", model.Name),
        ("$created", model.CreatedAt.UtcTicks),
        ("$concepts", ConceptList.Write(model.Plan.Concepts)),
        ("$exclusive", model.Plan.IsExclusive),
        ("$closed", model.Plan.IsClosed));

    /// <summary>Finds a model by its id, in any case.</summary>
    public static OwnModel? Find(SqliteConnection data, AppKey app, string id) =>
        Select(data, app, "AND id = $id COLLATE NOCASE", ("$id", id)).SingleOrDefault();

    /// <summary>The models of an app, in the order in which they were created.</summary>
    public static IReadOnlyList<OwnModel> List(SqliteConnection data, AppKey app) => Select(data, app, "ORDER BY key");

    public static void Update(SqliteConnection data, OwnModel model) => data.Run(
        "UPDATE models SET name = $name, concepts = $concepts, is_exclusive = $exclusive, is_closed = $closed WHERE key = $key",
        ("$name", model.Name),
        ("$concepts", ConceptList.Write(model.Plan.Concepts)),
        ("$exclusive", model.Plan.IsExclusive),
        ("$closed", model.Plan.IsClosed),
        ("$key", model.Key));

    /// <summary>Deletes a model and its versions; their folders remain.</summary>
    public static void Delete(SqliteConnection data, OwnModel model) =>
        data.Run("DELETE FROM models WHERE key = $key", ("$key", model.Key));

    public static void AddVersion(SqliteConnection data, OwnModel model, OwnVersion version) => data.Run(
        """
        INSERT INTO versions (model, id, created_at, code, concepts, is_exclusive, is_closed, inputs, folder)
        VALUES ($model, $id, $created, $code, $concepts, $exclusive, $closed, 0, $folder)
        """,
        ("$model", model.Key),
        ("$id", version.Id),
        ("$created", version.CreatedAt.UtcTicks),
        ("$code", version.Code),
        ("$concepts", ConceptList.Write(version.Plan.Concepts)),
        ("$exclusive", version.Plan.IsExclusive),
        ("$closed", version.Plan.IsClosed),
        ("$folder", version.Folder));

    /// <summary>The versions of a model, the newest first.</summary>
    public static IReadOnlyList<OwnVersion> Versions(SqliteConnection data, OwnModel model) => data.List(
        $"SELECT {VersionColumns} FROM versions WHERE model = $model ORDER BY key DESC", ReadVersion, ("$model", model.Key));

    /// <summary>The folders of all versions of all apps.</summary>
    public static IReadOnlySet<string> Folders(SqliteConnection data) =>
        data.List("SELECT folder FROM versions", row => row.GetString(0)).ToHashSet();

    /// <summary>The whole evaluation of a version: a JSON object; null before it is trained.</summary>
    public static string? Metrics(SqliteConnection data, OwnVersion version) =>
        data.List("SELECT metrics FROM versions WHERE id = $id", row => row.Text(0), ("$id", version.Id)).SingleOrDefault();

    /// <summary>Changes the state of a version whose training has not ended.</summary>
    /// <param name="data">The database.</param>
    /// <param name="version">The version in its new state.</param>
    /// <param name="metrics">The whole evaluation.</param>
    /// <returns>False if it has ended, or the version was deleted.</returns>
    public static bool SetState(SqliteConnection data, OwnVersion version, string? metrics = null) => data.Run(
        $"""
        UPDATE versions
        SET code = $code, details = $details, completed_at = $completed, inputs = $inputs, summary = $summary, metrics = $metrics
        WHERE id = $id AND code IN ({EngineStatusCodes.ModelQueued}, {EngineStatusCodes.ModelTraining})
        """,
        ("$code", version.Code),
        ("$details", version.Details),
        ("$completed", version.CompletedAt?.UtcTicks),
        ("$inputs", version.Inputs),
        ("$summary", version.Summary),
        ("$metrics", metrics),
        ("$id", version.Id)) > 0;

    public static void DeleteVersion(SqliteConnection data, OwnVersion version) =>
        data.Run("DELETE FROM versions WHERE id = $id", ("$id", version.Id));

    private static List<OwnModel> Select(
        SqliteConnection data, AppKey app, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters) => data.List(
        $"SELECT key, id, name, created_at, concepts, is_exclusive, is_closed FROM models WHERE app = $app {condition}",
        row => new OwnModel(row.GetInt64(0), app, row.GetString(1), row.GetString(2), row.Time(3), ReadPlan(row, 4)),
        [("$app", AppTable.Find(data, app)), .. parameters]);

    private static OwnVersion ReadVersion(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        CreatedAt = row.Time(1),
        CompletedAt = row.IsDBNull(2) ? null : row.Time(2),
        Code = row.GetInt32(3),
        Details = row.Text(4),
        Plan = ReadPlan(row, 5),
        Inputs = row.GetInt64(8),
        Folder = row.GetString(9),
        Summary = row.Text(10),
    };

    private static TrainingPlan ReadPlan(SqliteDataReader row, int column) =>
        new(ConceptList.Read(row.GetString(column)), row.GetBoolean(column + 1), row.GetBoolean(column + 2));
}
