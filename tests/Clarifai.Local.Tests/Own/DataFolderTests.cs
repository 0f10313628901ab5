using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Clarifai.Local.Hosting;
using Clarifai.Tests.Video;
using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Tests.Own;

/// <summary>The folder that engines keep inputs and trained models in, and share.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentQueue<Exception> _failures = new();

    private string Data => _folder.File("data");

    private string Database => Path.Combine(Data, "clarifai-local.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_one_engine_has_trained_another_serves_at_its_next_request()
    {
        await using OwnEngine one = await OwnEngine.StartAsync(Data);
        await using OwnEngine other = await OwnEngine.StartProgramAsync(Data);
        _ = await one.AddAsync(Photos.OneOfEach());
        _ = await one.CreateAsync("things", ["cat", "cup"]);
        string version = await one.StartTrainingAsync("things");

        // The other one sees that somebody is at work on it.
        Assert.Equal("local", (await one.GetAsync("/models/things")).Json.GetProperty("model").GetProperty("app_id").GetString());
        Assert.Contains(OwnEngine.CodeOf(await other.ShowAsync("things", version)), (int[])[21103, 21101, StatusCodes.ModelTrained]);
        _ = await other.WaitAsync("things", version);

        Assert.Equal(await one.PredictAsync("things", Photos.Cat(9)), await other.PredictAsync("things", Photos.Cat(9)));
        _ = await other.SendAsync(HttpMethod.Delete, "/models/things");
        Assert.Equal(
            StatusCodes.ModelDoesNotExist, (await one.PostAsync("/models/things/outputs", PredictBody.Of(Photos.Cat(9)))).Code);
    }

    [Fact]
    public async Task Engines_write_at_once_and_lose_nothing()
    {
        await using OwnEngine one = await OwnEngine.StartAsync(Data);
        await using OwnEngine other = await OwnEngine.StartProgramAsync(Data);

        EngineAnswer[] answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => (number % 2 == 0 ? one : other)
            .AddAsync(OwnEngine.Input($"{number}", Photos.Cat(number), "cat"))));

        Assert.All(answers, answer => Assert.Equal(StatusCodes.Success, answer.Code));
        Assert.Equal(6, (await one.GetAsync("/inputs")).Json.GetProperty("inputs").GetArrayLength());
    }

    [Fact]
    public void First_writes_at_once_never_find_half_a_database()
    {
        const int Writers = 8;
        for (int round = 0; round < 40; round++)
        {
            var data = new Storage.Database(_folder.File($"data{round}"));
            using var together = new Barrier(Writers);
            Thread[] writers = [.. Enumerable.Range(0, Writers).Select(_ => new Thread(() => Write(data, together)))];
            Array.ForEach(writers, writer => writer.Start());
            Array.ForEach(writers, writer => writer.Join());
        }

        Assert.Empty(_failures);

        void Write(Storage.Database data, Barrier together)
        {
            together.SignalAndWait();
            if (Record.Exception(() => data.Write(_ => true)) is { } failure)
            {
                _failures.Enqueue(failure);
            }
        }
    }

    [Fact]
    public async Task A_model_folder_serves_in_the_models_of_an_engine_in_place_of_an_own_model()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(Data);
        _ = await engine.AddAsync(Photos.OneOfEach());
        _ = await engine.CreateAsync("things", ["cat", "cup"], isExclusive: true, isClosed: true);
        string version = await engine.TrainAsync("things");
        FolderCopy.Make(Path.Combine(Data, "models", $"things-{version}"), _folder.File("models/any name"));

        await using EngineClient served = await EngineClient.StartAsync(
            settings => settings with { DataFolder = Data, ModelsFolder = _folder.File("models") });

        EngineAnswer answer = await served.PostAsync(PredictBody.Of(Photos.Cat(9)), "/v2/models/things/outputs");
        Assert.Equal(
            await engine.PredictAsync("things", Photos.Cat(9)),
            answer.Outputs[0].GetProperty("data").GetProperty("concepts").EnumerateArray()
                .ToDictionary(concept => concept.GetProperty("id").GetString()!, concept => concept.GetProperty("value").GetDouble()));
        Assert.Equal(
            version, answer.Outputs[0].GetProperty("model").GetProperty("model_version").GetProperty("id").GetString());

        // The data folder has it too.
        Assert.Single(
            (await served.GetAsync("/v2/models?per_page=100")).Json.GetProperty("models").EnumerateArray(),
            model => model.GetProperty("id").GetString() == "things");
    }

    [Fact]
    public async Task A_model_of_other_weights_is_refused()
    {
        await using (OwnEngine engine = await OwnEngine.StartAsync(Data))
        {
            _ = await engine.AddAsync(Photos.OneOfEach());
            _ = await engine.CreateAsync("things", ["cat", "cup"], isClosed: true);
            string version = await engine.TrainAsync("things");
            FolderCopy.Make(Path.Combine(Data, "models", $"things-{version}"), _folder.File("models/things"));
        }

        string manifest = _folder.File("models/things/manifest.json");
        string text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        string sum = JsonDocument.Parse(text).RootElement
            .GetProperty("networks").GetProperty("embedder").GetProperty("sha256").GetString()!;
        await File.WriteAllTextAsync(
            manifest, text.Replace(sum, new string('0', sum.Length), StringComparison.Ordinal), TestContext.Current.CancellationToken);

        InvalidDataException failure = await Assert.ThrowsAsync<InvalidDataException>(
            () => EngineClient.StartAsync(modelsFolder: _folder.File("models")));
        Assert.Contains($"{manifest}, line ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("other weights", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/inputs")]
    [InlineData("POST", "/inputs")]
    [InlineData("DELETE", "/inputs")]
    [InlineData("POST", "/models")]
    [InlineData("DELETE", "/models/general")]
    [InlineData("POST", "/models/general/versions")]
    [InlineData("POST", "/searches")]
    public async Task An_engine_without_data_says_that_it_keeps_none(string method, string path)
    {
        await using EngineClient engine = await EngineClient.StartAsync();

        EngineAnswer answer = await engine.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/v2" + path));

        answer.AssertRejected(HttpStatusCode.NotImplemented, 10040);
        Assert.Contains("--no-data", answer.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_an_error_that_names_the_file_and_built_in_models_answer()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(Data);
        _ = await engine.AddAsync(OwnEngine.Input("cat", Photos.Cat(1), "cat"));
        await SpoilAsync();

        foreach (EngineAnswer answer in (EngineAnswer[])
            [await engine.GetAsync("/models"), await engine.GetAsync("/inputs"), await engine.CreateAsync("things", ["cat"])])
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.Http);
            Assert.Contains(Database, answer.Details, StringComparison.Ordinal);
            Assert.Contains("damaged", answer.Details, StringComparison.Ordinal);
        }

        Assert.InRange((await engine.PostAsync("/models/general/outputs", PredictBody.Of(Photos.Cat(1)))).Concepts()["cat"], .5, 1);
    }

    [Theory]
    [InlineData("PRAGMA user_version = 2", "newer clarifai-local")]
    [InlineData("PRAGMA application_id = 5", "not a database of clarifai-local")]
    public async Task A_database_that_this_program_does_not_know_is_not_touched(string sql, string reason)
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(Data);
        _ = await engine.CreateAsync("things", ["cat"]);
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            _ = await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        EngineAnswer read = await engine.GetAsync("/models");
        EngineAnswer written = await engine.CreateAsync("others", ["cat"]);

        foreach (EngineAnswer answer in (EngineAnswer[])[read, written])
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.Http);
            Assert.Contains($"{Database}: ", answer.Details, StringComparison.Ordinal);
            Assert.Contains(reason, answer.Details, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_that_names_it()
    {
        await File.WriteAllTextAsync(Data, "a file", TestContext.Current.CancellationToken);
        await using OwnEngine engine = await OwnEngine.StartAsync(Data);

        foreach (EngineAnswer answer in (EngineAnswer[])
            [await engine.GetAsync("/inputs"), await engine.GetAsync("/models"), await engine.CreateAsync("things", ["cat"])])
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.Http);
            Assert.Contains($"{Data}: the data folder cannot be used", answer.Details, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_in_place_of_the_database_is_an_error_that_names_it()
    {
        Directory.CreateDirectory(Database);
        await using OwnEngine engine = await OwnEngine.StartAsync(Data);

        foreach (EngineAnswer answer in (EngineAnswer[])
            [await engine.GetAsync("/inputs"), await engine.GetAsync("/models"), await engine.CreateAsync("things", ["cat"])])
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.Http);
            Assert.Contains($"{Database}: the database cannot be used", answer.Details, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_that_is_deleted_while_the_engine_runs_is_empty()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(Data);
        _ = await engine.AddAsync(OwnEngine.Input("cat", Photos.Cat(1), "cat"));

        Directory.Delete(Data, recursive: true);

        Assert.Empty((await engine.GetAsync("/inputs")).Json.GetProperty("inputs").EnumerateArray());
        Assert.Equal(StatusCodes.Success, (await engine.AddAsync(OwnEngine.Input("cat", Photos.Cat(1), "cat"))).Code);
    }

    [Fact]
    public async Task Nothing_is_on_disk_before_the_first_write()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(Data);
        foreach (string path in (string[])["/inputs", "/inputs/status", "/models", "/models/general"])
        {
            Assert.Equal(StatusCodes.Success, (await engine.GetAsync(path)).Code);
        }

        Assert.Equal(StatusCodes.Success, (await engine.PostAsync("/searches", "{}")).Code);
        Assert.Equal(30102, (await engine.SendAsync(HttpMethod.Delete, "/inputs/nobody")).Code);
        Assert.Equal(StatusCodes.ModelDoesNotExist, (await engine.SendAsync(HttpMethod.Delete, "/models/nobody")).Code);

        Assert.Equal(StatusCodes.InvalidRequest, (await engine.PostAsync("/inputs", "{}")).Code);
        Assert.Equal(
            StatusCodes.Failure,
            (await engine.PostAsync("/inputs", """{"inputs":[{"data":{"image":{"base64":"AAAA"}}}]}""")).Code);

        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public void Other_users_cannot_read_it()
    {
        Local.Storage.Database.CreatePrivate(Data);

        // Windows gives the folders of a user to nobody else.
        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(Data) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Fact]
    public void A_database_in_a_folder_that_others_can_read_is_private()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows gives the folders of a user to nobody else.");
            return;
        }

        Directory.CreateDirectory(Data);
        File.SetUnixFileMode(Data, (UnixFileMode)Convert.ToInt32("755", 8));

        new Local.Storage.Database(Data).Write(_ => true);

        string[] files = Directory.GetFiles(Data);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void The_folder_is_an_option_a_variable_or_the_users()
    {
        Assert.Equal(Data, EngineSettings.From(EngineOptions.Parse(["--data", Data]), EngineClient.Key, false).DataFolder);
        Assert.Null(EngineSettings.From(EngineOptions.Parse(["--data", Data, "--no-data"]), EngineClient.Key, false).DataFolder);
        string byDefault = EngineSettings.From(EngineOptions.Parse([]), EngineClient.Key, false).DataFolder!;
        Assert.Equal("clarifai-local", Path.GetFileName(byDefault));
        Assert.True(Path.IsPathFullyQualified(byDefault));
    }

    // The first page stays readable, so that it is a database with a damaged table.
    private async Task SpoilAsync()
    {
        const int pageSize = 8192;
        byte[] content = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        content.AsSpan(pageSize).Fill(0xA5);
        await File.WriteAllBytesAsync(Database, content, TestContext.Current.CancellationToken);
    }
}
