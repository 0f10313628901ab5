using System.Net;
using System.Text.Json;
using Clarifai.Local.Hosting;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests;

/// <summary>Where the program takes its key from, and that nobody sees it afterwards.</summary>
public sealed class EngineKeyTests : IDisposable
{
    private const string Variable = "CLARIFAI_TEST_ENGINE_KEY";

    private readonly TestFolder _folder = new();

    public static bool IsWindows => OperatingSystem.IsWindows();

    public void Dispose() => _folder.Dispose();

    [Theory(Skip = "Windows has no signals.", SkipWhen = nameof(IsWindows))]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_from_a_file_or_a_variable_leaves_standard_input_alone_and_Ctrl_C_ends_the_engine(bool fromFile)
    {
        await File.WriteAllTextAsync(_folder.File("key"), EngineClient.Key + "\r\nmore\n", TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string> { [Variable] = fromFile ? "" : EngineClient.Key };
        string[] arguments = fromFile ? ["--key-file", _folder.File("key")] : ["--key-variable", Variable];
        await using var engine = EngineProcess.Start(environment, arguments);
        engine.EndInput();
        JsonElement ready = await engine.ReadReadyLineAsync();

        Assert.Equal(StatusCodes.Success, (await AskAsync(ready, EngineClient.Key)).Code);
        (await AskAsync(ready, new string('x', 32))).AssertRejected(HttpStatusCode.Unauthorized, StatusCodes.KeyInvalid);

        UnixProcess.InterruptOne(engine.Id);
        await engine.WaitForExitAsync();
        Assert.Equal(0, engine.ExitCode);
    }

    [Fact(Skip = "Windows has no such modes.", SkipWhen = nameof(IsWindows))]
    public async Task A_key_that_others_can_read_or_guess_is_warned_about()
    {
        string file = _folder.File("key");
        await File.WriteAllTextAsync(file, "passwordpasswordpasswordpassword\n", TestContext.Current.CancellationToken);
        SetMode(UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await using var engine = EngineProcess.Start("--key-file", file);
        _ = await engine.ReadReadyLineAsync();

        Assert.Contains($"chmod 600 {file}", await engine.ReadErrorAsync("Other users can read"), StringComparison.Ordinal);
        _ = await engine.ReadErrorAsync("can be guessed");

        void SetMode(UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, mode);
            }
        }
    }

    [Theory]
    [InlineData(true, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData(true, "0123456789abcdef0123456789abcdef")]
    [InlineData(true, "abcdefghijklmnopqrstuvwxyz012345")]
    [InlineData(true, "01101001100101101001011001101001")]
    [InlineData(false, "correct-horse-battery-staple-paper")]
    [InlineData(false, "83917460258301947562019384756120")]
    public void A_key_that_repeats_itself_can_be_guessed(bool guessable, string key) =>
        Assert.Equal(guessable, KeyWarnings.Of(key, file: null).Any());

    [Fact]
    public void A_random_key_is_not_warned_about()
    {
        for (int times = 0; times < 1000; times++)
        {
            Assert.Empty(KeyWarnings.Of(KeyLine.NewKey(), file: null));
            Assert.Empty(KeyWarnings.Of(KeyLine.NewKey()[..KeyLine.MinimumLength], file: null));
        }
    }

    [Theory]
    [InlineData(2, Variable, "--key-variable", Variable)]
    [InlineData(2, "short.key", "--key-file", "short.key")]
    [InlineData(1, "missing.key", "--key-file", "missing.key")]
    [InlineData(1, "missing.pem", "--certificate", "missing.pem", "--key-file", "good.key")]
    public async Task What_cannot_be_read_is_named(int exitCode, string named, string option, string value, params string[] more)
    {
        await File.WriteAllTextAsync(_folder.File("short.key"), "short", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("good.key"), EngineClient.Key, TestContext.Current.CancellationToken);
        string[] arguments =
        [
            .. new[] { option, value }.Concat(more)
                .Select(argument => argument.Contains('.', StringComparison.Ordinal) ? _folder.File(argument) : argument),
        ];
        await using var engine = EngineProcess.Start(arguments);

        _ = await engine.ReadErrorAsync(named);
        await engine.WaitForExitAsync();

        Assert.Equal(exitCode, engine.ExitCode);
        Assert.Empty(await engine.ReadRestOfOutputAsync());
    }

    [Fact]
    public async Task The_log_is_one_object_a_line_with_neither_key_nor_picture()
    {
        await using var engine = EngineProcess.Start("--log-json", "--log-level", "information");
        using HttpClient http = await engine.ConnectAsync();
        byte[] picture = Samples.Read(Samples.Cat);
        using var content = new StringContent(PredictBody.Of(picture));
        using HttpResponseMessage response = await http.PostAsync(
            EngineClient.OutputsPath + "?secret=query", content, TestContext.Current.CancellationToken);
        EngineAnswer answer = await EngineAnswer.ReadAsync(response);

        string line = await engine.ReadErrorAsync(EngineClient.OutputsPath);

        using var document = JsonDocument.Parse(line);
        JsonElement state = document.RootElement.GetProperty("State");
        Assert.Equal(
            ("POST", EngineClient.OutputsPath, 200),
            (state.GetProperty("Method").GetString(), state.GetProperty("Path").GetString(), state.GetProperty("Status").GetInt32()));
        Assert.Equal(answer.Json.GetProperty("status").GetProperty("req_id").GetString(), state.GetProperty("Id").GetString());
        Assert.All(
            [EngineClient.Key, "secret", Convert.ToBase64String(picture)[..40]],
            secret => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
    }

    private static async Task<EngineAnswer> AskAsync(JsonElement ready, string key)
    {
        using HttpClient http = EngineProcess.Connect(ready, key);
        using HttpResponseMessage response = await http.GetAsync("/v2/models", TestContext.Current.CancellationToken);
        return await EngineAnswer.ReadAsync(response);
    }
}
