using System.Text.Json;
using Clarifai.Tests.Video;
using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Tests.Own;

/// <summary>An engine that is killed in the middle of a step loses at most that step.</summary>
public sealed class KilledEngineTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Data => _folder.File("data");

    private string Models => Path.Combine(Data, "models");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task While_inputs_are_added_all_of_a_request_are_kept_or_none()
    {
        OwnEngine killed = await OwnEngine.StartProgramAsync(Data);
        _ = await killed.AddAsync(OwnEngine.Input("before", Photos.Cat(20), "cat"));
        Task<EngineAnswer> adding = killed.AddAsync(Photos.OneOfEach());
        await killed.DisposeAsync();
        _ = await Assert.ThrowsAnyAsync<Exception>(() => adding);

        await using OwnEngine next = await OwnEngine.StartProgramAsync(Data);
        int kept = (await next.GetAsync("/inputs")).Json.GetProperty("inputs").GetArrayLength();
        Assert.True(kept is 1 or 4, $"{kept} inputs were kept.");

        // Again, as a client would after it.
        _ = await next.AddAsync(Photos.OneOfEach());
        Assert.Equal(4, (await next.GetAsync("/inputs")).Json.GetProperty("inputs").GetArrayLength());
    }

    [Fact]
    public async Task While_a_version_is_trained_it_says_so_and_the_next_one_is_trained()
    {
        string version;
        await using (OwnEngine killed = await OwnEngine.StartProgramAsync(Data))
        {
            _ = await killed.AddAsync(Photos.ThreeOfEach());
            _ = await killed.CreateAsync("things", ["cat", "cup", "person"], isExclusive: true);
            version = await killed.StartTrainingAsync("things");
        }

        await using OwnEngine next = await OwnEngine.StartProgramAsync(Data);
        JsonElement ended = (await next.GetAsync($"/models/things/versions/{version}")).Json.GetProperty("model_version");
        Assert.Equal(21115, OwnEngine.CodeOf(ended));
        Assert.Contains("stopped", ended.GetProperty("status").GetProperty("details").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Models));

        string second = await next.TrainAsync(
            "things", """{"model_versions":[{"output_info":{"output_config":{"closed_environment":true}}}]}""");
        Assert.Equal([$"things-{second}"], Directory.EnumerateFileSystemEntries(Models).Select(path => Path.GetFileName(path)));
        Assert.InRange((await next.PredictAsync("things", Photos.Cat(9)))["cat"], .5, 1);
    }

    [Fact]
    public async Task Between_the_folder_of_a_version_and_its_row_the_folder_is_taken_back()
    {
        string[] versions;
        await using (OwnEngine killed = await OwnEngine.StartAsync(Data))
        {
            _ = await killed.AddAsync(Photos.OneOfEach());
            _ = await killed.CreateAsync("things", ["cat", "cup"], isClosed: true);
            versions = [await killed.TrainAsync("things"), await killed.TrainAsync("things")];
        }

        // As it lies there when the engine is killed after it has moved the folder and before the database knows.
        foreach ((string version, int code) in versions.Zip([21103, 21101]))
        {
            Execute($"UPDATE versions SET code = {code} WHERE id = '{version}'");
            Directory.CreateDirectory(Path.Combine(Models, $".things-{version}"));
            await File.WriteAllTextAsync(Path.Combine(Models, $".things-{version}.lock"), "", TestContext.Current.CancellationToken);
        }

        await using OwnEngine next = await OwnEngine.StartAsync(Data);
        EngineAnswer listed = await next.GetAsync("/models?per_page=100");
        JsonElement model = listed.Json.GetProperty("models").EnumerateArray().Last();
        Assert.Equal(21115, OwnEngine.CodeOf(model.GetProperty("model_version")));
        foreach (string version in versions)
        {
            Assert.Equal(21115, OwnEngine.CodeOf(await next.ShowAsync("things", version)));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(Models));
    }

    [Fact]
    public async Task After_the_rows_of_a_model_its_folders_are_deleted_with_the_next_model()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(Data);
        _ = await engine.AddAsync(Photos.OneOfEach());
        foreach (string name in (string[])["one", "two"])
        {
            _ = await engine.CreateAsync(name, ["cat", "cup"], isClosed: true);
            _ = await engine.TrainAsync(name);
        }

        Execute("PRAGMA foreign_keys = ON; DELETE FROM models WHERE id = 'one'");

        // As it lies there when an engine is killed before the row of a version is written.
        await File.WriteAllTextAsync(Path.Combine(Models, ".three-0a.lock"), "", TestContext.Current.CancellationToken);
        _ = await engine.SendAsync(HttpMethod.Delete, "/models/two");

        Assert.Empty(Directory.EnumerateFileSystemEntries(Models));
    }

    [Fact]
    public async Task An_engine_that_is_asked_to_stop_says_so_of_what_it_trains()
    {
        string version;
        await using (OwnEngine stopped = await OwnEngine.StartAsync(Data))
        {
            _ = await stopped.AddAsync(Photos.ThreeOfEach());
            _ = await stopped.CreateAsync("things", ["cat", "cup", "person"], isExclusive: true);
            version = await stopped.StartTrainingAsync("things");
        }

        Assert.Equal(21115, Scalar($"SELECT code FROM versions WHERE id = '{version}'"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Models));
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    private long Scalar(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "clarifai-local.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
