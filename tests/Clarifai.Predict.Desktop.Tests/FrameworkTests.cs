using System.Globalization;
using System.Text;

namespace Clarifai.Tests;

/// <summary>The client on .NET Framework, or on Mono, which is as near as other systems come to it.</summary>
public sealed class FrameworkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clarifai-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FrameworkFact]
    public async Task An_answer_says_what_it_says_on_this_runtime()
    {
        string json = Encoding.UTF8.GetString(DataFile.Bytes("image-bytes-response"));
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(200, json));
        string file = Picture(1000);
        using ClarifaiClient client = server.NewClient();
        PredictAnswer here = await client.PredictAsync(
            ModelReference.Parse("general"), [PredictInput.FromFile(file)], cancellationToken: TestContext.Current.CancellationToken);

        using var probe = FrameworkProbe.Ask(server.Address, file);
        IReadOnlyList<string> answer = (await probe.EndAsync()).Answer;

        Assert.NotEmpty(answer);
        // Each runtime prints doubles in digits of its own: the values count.
        Assert.Equal(here.Outputs.Single().Concepts.Select(concept => (concept.Name, concept.Value)), answer.Select(Parse));
        Assert.Equal(await server.Requests[0].ReadBodyAsync(), await server.Requests[1].ReadBodyAsync());
        Assert.Equal("Key probe-key", server.Requests[1].Headers["Authorization"]);
        Assert.False(server.Requests[1].Headers.ContainsKey("Transfer-Encoding"));
    }

    [FrameworkFact]
    public async Task A_large_file_streams_through()
    {
        const int Size = 100_000_000;
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());

        using var probe = FrameworkProbe.Ask(server.Address, Picture(Size));
        (IReadOnlyList<string> answer, long peak) = await probe.EndAsync();

        Assert.Equal("7=0.5", Assert.Single(answer));
        Assert.InRange(server.Requests[0].ContentLength, Size / 3 * 4, (Size / 3 * 4) + 1000);
        Assert.InRange(peak, 1_000_000, Size);
    }

    [FrameworkFact]
    public async Task Cancelling_leaves_no_request_alive()
    {
        await using var server = new HostileServer(exchange => exchange.WaitForeverAsync());
        using var probe = FrameworkProbe.Ask(server.Address, Picture(1000));
        await server.WhenAliveAsync(1);

        probe.Cancel();

        Assert.Equal("canceled", Assert.Single((await probe.EndAsync()).Answer));
        await server.WhenAliveAsync(0);
    }

    [FrameworkFact]
    public async Task A_refusal_has_its_id()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(401, Pictures.Refusal(11009)));

        using var probe = FrameworkProbe.Ask(server.Address, Picture(1000));

        Assert.Equal(nameof(ErrorId.NotAuthenticated), Assert.Single((await probe.EndAsync()).Answer));
    }

    [FrameworkFact]
    public async Task No_redirect_is_followed()
    {
        await using var target = new HostileServer(exchange => exchange.AnswerAsync());
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(307, "", $"Location: {target.Address}"));

        using var probe = FrameworkProbe.Ask(server.Address, Picture(1000));

        Assert.NotEqual("7=0.5", Assert.Single((await probe.EndAsync()).Answer));
        Assert.Empty(target.Requests);
    }

    private static (string, double) Parse(string line)
    {
        int end = line.LastIndexOf('=');
        return (line[..end], double.Parse(line[(end + 1)..], CultureInfo.InvariantCulture));
    }

    private string Picture(int length)
    {
        string path = Path.Combine(_folder, $"{length}.jpg");
        File.WriteAllBytes(path, Pictures.Bytes(7, length));
        return path;
    }
}
