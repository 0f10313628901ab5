using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Storage;

/// <summary>
/// Scores all inputs of an app, in one pass: of a hundred thousand embeddings, only one is in memory at a time.
/// </summary>
internal static class InputScan
{
    /// <summary>The rows of all inputs, in the order in which they were added.</summary>
    public static Dictionary<long, double> All(SqliteConnection data, AppKey app) => data.List(
        "SELECT key FROM inputs WHERE app = $app ORDER BY key", row => row.GetInt64(0), ("$app", AppTable.Find(data, app)))
        .ToDictionary(key => key, _ => 1.0);

    /// <summary>The similarity of inputs to an embedding, 0 to 1: none for those of another embedder.</summary>
    public static Dictionary<long, double> Similar(SqliteConnection data, AppKey app, string embedder, float[] wanted) => data.List(
        "SELECT key, embedding FROM inputs WHERE app = $app AND embedder = $embedder",
        row =>
        {
            ReadOnlySpan<float> embedding = MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(1));
            return (Key: row.GetInt64(0), Score: Math.Clamp((double)TensorPrimitives.Dot(embedding, wanted), 0, 1));
        },
        ("$app", AppTable.Find(data, app)),
        ("$embedder", embedder))
        .ToDictionary(row => row.Key, row => row.Score);

    /// <summary>The inputs that a concept was given to, as an example or as a counterexample.</summary>
    public static Dictionary<long, double> Given(SqliteConnection data, AppKey app, string concept, bool isPositive) => data.List(
        """
        SELECT key FROM inputs JOIN given ON given.input = inputs.key
        WHERE app = $app AND is_positive = $positive AND (given.id = $concept OR given.name = $concept)
        """,
        row => row.GetInt64(0),
        ("$app", AppTable.Find(data, app)),
        ("$positive", isPositive),
        ("$concept", concept))
        .ToDictionary(key => key, _ => 1.0);

    /// <summary>The inputs that a function of their id, address and metadata selects.</summary>
    public static Dictionary<long, double> Where(
        SqliteConnection data, AppKey app, Func<string, string?, string?, bool> isSelected) => data.List(
        "SELECT key, id, url, metadata FROM inputs WHERE app = $app",
        row => (Key: row.GetInt64(0), IsSelected: isSelected(row.GetString(1), row.Text(2), row.Text(3))),
        ("$app", AppTable.Find(data, app)))
        .Where(row => row.IsSelected)
        .ToDictionary(row => row.Key, _ => 1.0);

    /// <summary>The inputs in which the general model sees a concept, with its values.</summary>
    public static Dictionary<long, double> Predicted(SqliteConnection data, AppKey app, string concept) => data.List(
        "SELECT key, value FROM inputs JOIN predicted ON predicted.input = inputs.key WHERE app = $app AND predicted.id = $concept",
        row => (Key: row.GetInt64(0), Value: row.GetDouble(1)),
        ("$app", AppTable.Find(data, app)),
        ("$concept", concept))
        .ToDictionary(row => row.Key, row => row.Value);
}
