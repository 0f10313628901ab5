using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Storage;

/// <summary>The inputs of the apps.</summary>
internal static class InputTable
{
    private const string Columns = "key, id, created_at, url, metadata, geo";

    /// <summary>Stores an input.</summary>
    /// <returns>Null; the stored input if the app has one with the same id or picture, which stays as it is.</returns>
    public static StoredInput? Add(SqliteConnection data, AppKey app, NewInput added)
    {
        long key = AppTable.FindOrAdd(data, app);
        if (Find(data, app, added.Input.Id) is { } sameId)
        {
            return sameId;
        }

        if (!added.AllowsDuplicate && Select(
            data, "WHERE app = $app AND hash = $hash ORDER BY key LIMIT 1", ("$app", key), ("$hash", added.Hash)) is [var samePicture])
        {
            return samePicture;
        }

        StoredInput input = added.Input;
        long row = data.Number(
            """
            INSERT INTO inputs (app, id, hash, embedder, embedding, created_at, url, metadata, geo)
            VALUES ($app, $id, $hash, $embedder, $embedding, $created, $url, $metadata, $geo) RETURNING key
            """,
            ("$app", key),
            ("$id", input.Id),
            ("$hash", added.Hash),
            ("$embedder", added.Embedder),
            ("$embedding", MemoryMarshal.AsBytes(added.Embedding.AsSpan()).ToArray()),
            ("$created", input.CreatedAt.UtcTicks),
            ("$url", input.Url),
            ("$metadata", input.Metadata),
            ("$geo", input.Geo))!.Value;
        AddConcepts(data, row, input.Concepts);
        foreach ((string id, float value) in added.Predicted)
        {
            _ = data.Run(
                "INSERT INTO predicted (input, id, value) VALUES ($input, $id, $value)", ("$input", row), ("$id", id), ("$value", value));
        }

        return null;
    }

    public static StoredInput? Find(SqliteConnection data, AppKey app, string id) =>
        Select(data, "WHERE app = $app AND id = $id", ("$app", AppTable.Find(data, app)), ("$id", id)).SingleOrDefault();

    /// <summary>The inputs of a page, in the order in which they were added.</summary>
    public static IReadOnlyList<StoredInput> List(SqliteConnection data, AppKey app, long offset, int count) => Select(
        data,
        "WHERE app = $app ORDER BY key LIMIT $count OFFSET $offset",
        ("$app", AppTable.Find(data, app)),
        ("$count", count),
        ("$offset", offset));

    public static StoredInput Get(SqliteConnection data, long row) => Select(data, "WHERE key = $key", ("$key", row)).Single();

    /// <summary>The embedding of an input; null if there is no such input.</summary>
    public static float[]? Embedding(SqliteConnection data, AppKey app, string id) => data.List(
        "SELECT embedding FROM inputs WHERE app = $app AND id = $id",
        row => ReadEmbedding(row, 0),
        ("$app", AppTable.Find(data, app)),
        ("$id", id)).SingleOrDefault();

    public static long Count(SqliteConnection data, AppKey app) =>
        data.Number("SELECT count(*) FROM inputs WHERE app = $app", ("$app", AppTable.Find(data, app)))!.Value;

    /// <summary>Replaces what was said about an input.</summary>
    public static void Update(SqliteConnection data, AppKey app, StoredInput input)
    {
        long row = data.Number(
            "UPDATE inputs SET metadata = $metadata, geo = $geo WHERE app = $app AND id = $id RETURNING key",
            ("$metadata", input.Metadata),
            ("$geo", input.Geo),
            ("$app", AppTable.Find(data, app)),
            ("$id", input.Id))!.Value;
        _ = data.Run("DELETE FROM given WHERE input = $input", ("$input", row));
        AddConcepts(data, row, input.Concepts);
    }

    /// <returns>False if there is no such input.</returns>
    public static bool Delete(SqliteConnection data, AppKey app, string id) =>
        data.Run("DELETE FROM inputs WHERE app = $app AND id = $id", ("$app", AppTable.Find(data, app)), ("$id", id)) > 0;

    public static void DeleteAll(SqliteConnection data, AppKey app) =>
        data.Run("DELETE FROM inputs WHERE app = $app", ("$app", AppTable.Find(data, app)));

    /// <summary>The inputs that carry any of some concepts, in an order that does not depend on when they were added.</summary>
    public static IReadOnlyList<TrainingInput> ForTraining(SqliteConnection data, AppKey app, IEnumerable<string> concepts)
    {
        HashSet<string> wanted = [.. concepts];
        ILookup<long, (string Id, bool IsPositive)> given = data.List(
            "SELECT input, given.id, is_positive FROM given JOIN inputs ON inputs.key = input WHERE app = $app",
            row => (Input: row.GetInt64(0), Id: row.GetString(1), IsPositive: row.GetBoolean(2)),
            ("$app", AppTable.Find(data, app)))
            .Where(row => wanted.Contains(row.Id))
            .ToLookup(row => row.Input, row => (row.Id, row.IsPositive));
        return
        [
            .. given.Select(input => data.List(
                "SELECT id, metadata, hash, embedder, embedding FROM inputs WHERE key = $key",
                row => new TrainingInput(
                    row.GetString(0),
                    row.Text(1),
                    Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)),
                    row.GetString(3),
                    ReadEmbedding(row, 4),
                    input.ToDictionary(concept => concept.Id, concept => concept.IsPositive)),
                ("$key", input.Key)).Single())
                .OrderBy(input => input.Hash, StringComparer.Ordinal).ThenBy(input => input.Id, StringComparer.Ordinal),
        ];
    }

    private static float[] ReadEmbedding(SqliteDataReader row, int column)
    {
        float[] embedding = new float[row.GetBytes(column, 0, null, 0, 0) / sizeof(float)];
        using Stream bytes = row.GetStream(column);
        bytes.ReadExactly(MemoryMarshal.AsBytes(embedding.AsSpan()));
        return embedding;
    }

    private static void AddConcepts(SqliteConnection data, long row, IReadOnlyList<GivenConcept> concepts)
    {
        foreach (GivenConcept concept in concepts)
        {
            _ = data.Run(
                "INSERT OR REPLACE INTO given (input, id, name, is_positive) VALUES ($input, $id, $name, $positive)",
                ("$input", row),
                ("$id", concept.Id),
                ("$name", concept.Name),
                ("$positive", concept.IsPositive));
        }
    }

    private static List<StoredInput> Select(
        SqliteConnection data, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        List<(long Key, StoredInput Input)> rows = data.List(
            $"SELECT {Columns} FROM inputs {condition}",
            row => (row.GetInt64(0), new StoredInput
            {
                Id = row.GetString(1),
                CreatedAt = row.Time(2),
                Url = row.Text(3),
                Metadata = row.Text(4),
                Geo = row.Text(5),
            }),
            parameters);
        return rows.ConvertAll(row => row.Input with { Concepts = ConceptsOf(data, row.Key) });
    }

    private static List<GivenConcept> ConceptsOf(SqliteConnection data, long input) => data.List(
        "SELECT id, name, is_positive FROM given WHERE input = $input ORDER BY id",
        row => new GivenConcept(row.GetString(0), row.GetString(1), row.GetBoolean(2)),
        ("$input", input));
}
