using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Storage;

/// <summary>The apps that have inputs or models.</summary>
internal static class AppTable
{
    /// <returns>The app's row; null if it has neither inputs nor models.</returns>
    public static long? Find(SqliteConnection data, AppKey app) =>
        data.Number("SELECT key FROM apps WHERE user = $user AND app = $app", ("$user", app.User), ("$app", app.App));

    public static long FindOrAdd(SqliteConnection data, AppKey app) => Find(data, app) ?? data.Number(
        "INSERT INTO apps (user, app) VALUES ($user, $app) RETURNING key", ("$user", app.User), ("$app", app.App))!.Value;
}
