using System.Text.Json;
using Clarifai.Local.Tests.Programs;
using Clarifai.Local.Tests.Video;
using Clarifai.Tests.Video;
using SkiaSharp;

namespace Clarifai.Local.Tests.Page;

/// <summary>The page for people, in a browser.</summary>
public sealed class PageTests(RunningEngine engine, Browser browser) : IClassFixture<Browser>
{
    private const string WaitForModel = """
        const done = arguments[arguments.length - 1];
        const look = () => document.querySelector('input[name=model]:checked')
          && done([...document.querySelectorAll('.model')].map(m => m.innerText.trim()));
        new MutationObserver(look).observe(document, { subtree: true, childList: true });
        look();
        """;

    private const string WaitForAnswer = """
        const done = arguments[arguments.length - 1];
        const look = () => {
          const message = document.getElementById('message');
          const media = document.querySelector('#stage img, #stage video');
          if (media && message.textContent === '' || message.classList.contains('bad')) {
            const rows = [...document.querySelectorAll('.row, tr')].map(r => r.innerText.replace(/\s+/g, ' '));
            done({ message: message.textContent, rows });
          }
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
        look();
        """;

    private const string WaitForBad = """
        const done = arguments[arguments.length - 1];
        const message = document.getElementById('message');
        const look = () => message.classList.contains('bad') && done(message.textContent);
        new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
        look();
        """;

    private string Address => engine.Client.Http.BaseAddress + "#" + EngineClient.Key;

    [ProgramFact(Browser.Program, Browser.Driver)]
    public async Task A_person_chooses_a_picture_and_sees_the_concepts()
    {
        await browser.OpenAsync(Address);
        JsonElement models = await browser.RunAsync(WaitForModel);
        Assert.Contains(models.EnumerateArray(), model => model.GetString()!.StartsWith("general", StringComparison.Ordinal));

        await browser.ChooseFileAsync("#file", Samples.PathOf(Samples.Cat));
        JsonElement answer = await browser.RunAsync(WaitForAnswer);

        Assert.Empty(answer.GetProperty("message").GetString()!);
        Assert.Contains("cat 0.98", Rows(answer));
        Assert.Empty(await browser.ReadComplaintsAsync());
        await KeepAsync("page-picture.png", await browser.TakeScreenshotAsync());
    }

    [ProgramFact(Browser.Program, Browser.Driver)]
    public async Task A_picture_can_be_dropped_and_what_is_none_is_said()
    {
        await browser.OpenAsync(Address);
        _ = await browser.RunAsync(WaitForModel);

        _ = await DropAsync("astronaut.jpg", "image/jpeg", Samples.Read(Samples.Astronaut));
        Assert.Contains(Rows(await browser.RunAsync(WaitForAnswer)), row => row.StartsWith("person 1.00", StringComparison.Ordinal));

        _ = await DropAsync("<b>words</b>.jpg", "image/jpeg", [.. "words"u8]);
        Assert.Contains("30101", (await browser.RunAsync(WaitForBad)).GetString(), StringComparison.Ordinal);

        // Nothing of the picture before is left beside the error.
        Assert.True((await browser.RunAsync("arguments[0](document.getElementById('result').hidden)")).GetBoolean());
    }

    [ProgramFact(Browser.Program, Browser.Driver)]
    public async Task Photos_of_a_phone_are_shown_upright_with_their_regions()
    {
        byte[] cat = Samples.Read(Samples.Cat);
        (string Name, byte[] Content)[] files =
        [
            ("turned.jpg", Pictures.StoreTurned(cat, SKEncodedOrigin.RightTop)),
            ("turned.tif", TiffFile.Of(Pictures.Turn(cat, SKEncodedOrigin.LeftBottom), SKEncodedOrigin.LeftBottom)),
            ("cat.heic", Pictures.Read("cat.heic")),
        ];
        foreach ((string name, byte[] content) in files)
        {
            await browser.OpenAsync(Address);
            _ = await browser.RunAsync(WaitForModel);
            _ = await ChooseModelAsync("general-detection");

            _ = await DropAsync(name, "", content);
            Assert.Contains(Rows(await browser.RunAsync(WaitForAnswer)), row => row.StartsWith("cat 0.", StringComparison.Ordinal));

            // The cat fills its photo of 451 x 300.
            JsonElement shown = await browser.RunAsync(
                """
                const image = document.querySelector('#stage img');
                image.decode().then(() => {
                  const outer = image.getBoundingClientRect();
                  const box = document.querySelector('.region').getBoundingClientRect();
                  arguments[0]([image.naturalWidth, image.naturalHeight, box.width / outer.width, box.height / outer.height]);
                });
                """);
            double[] numbers = [.. shown.EnumerateArray().Select(number => number.GetDouble())];
            Assert.Equal([451.0, 300.0], numbers[..2]);
            Assert.All(numbers[2..], share => Assert.InRange(share, 0.9, 1.01));
            Assert.Empty(await browser.ReadComplaintsAsync());
            await KeepAsync($"page-{name}.png", await browser.TakeScreenshotAsync());
        }
    }

    [ProgramFact(Browser.Program, Browser.Driver)]
    public async Task Regions_are_drawn_on_the_picture_and_colors_shown()
    {
        await browser.OpenAsync(Address);
        _ = await browser.RunAsync(WaitForModel);
        await browser.ChooseFileAsync("#file", Samples.PathOf(Samples.Astronaut));
        _ = await browser.RunAsync(WaitForAnswer);

        _ = await ChooseModelAsync("general-detection");
        Assert.Contains(Rows(await browser.RunAsync(WaitForAnswer)), row => row.StartsWith("person 0.", StringComparison.Ordinal));
        JsonElement box = await browser.RunAsync(
            """
            const outer = document.querySelector('#stage img').getBoundingClientRect();
            const box = document.querySelector('.region').getBoundingClientRect();
            arguments[0](['left', 'top', 'right', 'bottom'].map(side => Math.round(box[side] - outer[side])));
            """);
        int[] distances = [.. box.EnumerateArray().Select(side => side.GetInt32())];
        Assert.True(distances is [>= 0, >= 0, <= 0, <= 0], string.Join(", ", distances));
        await KeepAsync("page-regions.png", await browser.TakeScreenshotAsync());

        _ = await ChooseModelAsync("color");
        Assert.Contains(Rows(await browser.RunAsync(WaitForAnswer)), row => row.Contains('#', StringComparison.Ordinal));
        Assert.Empty(await browser.ReadComplaintsAsync());
    }

    [ProgramFact(Browser.Program, Browser.Driver)]
    public async Task Text_is_shown_with_its_places()
    {
        await browser.OpenAsync(Address);
        _ = await browser.RunAsync(WaitForModel);
        string receipt = Path.Combine(AppContext.BaseDirectory, "Data", "text", "receipt.jpg");
        await browser.ChooseFileAsync("#file", receipt);
        _ = await browser.RunAsync(WaitForAnswer);

        _ = await ChooseModelAsync("text-recognition");
        string[] rows = Rows(await browser.RunAsync(WaitForAnswer));

        Assert.StartsWith("Corner Bakery 1.00", rows[0], StringComparison.Ordinal);
        JsonElement labels = await browser.RunAsync("arguments[0]([...document.querySelectorAll('.region')].map(box => box.textContent))");
        Assert.Equal(["Corner Bakery", "2 x Espresso", "5.60"], labels.EnumerateArray().Take(3).Select(label => label.GetString()));
        await KeepAsync("page-text.png", await browser.TakeScreenshotAsync());

        // A sign that somebody made for this.
        _ = await browser.RunAsync(
            """
            const fetched = window.fetch;
            window.fetch = async (...request) => {
              const answer = await fetched(...request);
              return request[0].endsWith('/outputs')
                ? new Response((await answer.text()).replace('Corner Bakery', 'cod\\u202Egpj\\u001B'), { status: answer.status })
                : answer;
            };
            document.getElementById('stage').replaceChildren();
            arguments[0]();
            """);
        _ = await DropAsync("sign.jpg", "image/jpeg", await File.ReadAllBytesAsync(receipt, TestContext.Current.CancellationToken));
        Assert.StartsWith("cod\\u202Egpj\\u001B 1.00", Rows(await browser.RunAsync(WaitForAnswer))[0], StringComparison.Ordinal);
        Assert.Empty(await browser.ReadComplaintsAsync());
    }

    [ProgramFact(Browser.Program, Browser.Driver)]
    public async Task A_video_is_shown_with_its_frames()
    {
        Assert.SkipUnless(FfmpegForTests.SkipReason is null, "ffmpeg is not installed");
        using var folder = new TestFolder();
        await Slideshow.MakeAsync(folder.File("film.mp4"), (Samples.Cat, 1), (Samples.Astronaut, 1));
        await browser.OpenAsync(Address);
        _ = await browser.RunAsync(WaitForModel);

        await browser.ChooseFileAsync("#file", folder.File("film.mp4"));

        string[] rows = Rows(await browser.RunAsync(WaitForAnswer));
        Assert.StartsWith("0.0 s", rows[0], StringComparison.Ordinal);
        Assert.Contains("cat", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("1.0 s person", rows[1], StringComparison.Ordinal);
    }

    [ProgramFact(Browser.Program, Browser.Driver)]
    public async Task A_wrong_key_in_the_address_is_told_whatever_its_characters()
    {
        await browser.OpenAsync(engine.Client.Http.BaseAddress + "#100%");

        Assert.Contains($"{StatusCodes.KeyInvalid}", (await browser.RunAsync(WaitForBad)).GetString(), StringComparison.Ordinal);
        Assert.False((await browser.RunAsync("arguments[0](document.getElementById('key-form').hidden)")).GetBoolean());
    }

    [ProgramFact(Browser.Program, Browser.Driver)]
    public async Task Without_a_key_the_page_asks_for_it()
    {
        await browser.OpenAsync(engine.Client.Http.BaseAddress!.ToString());

        await browser.RunAsync(
            "document.getElementById('key').value = arguments[0]; document.querySelector('#key-form button').click(); arguments[1]()",
            EngineClient.Key);

        Assert.NotEqual(0, (await browser.RunAsync(WaitForModel)).GetArrayLength());
        Assert.True((await browser.RunAsync("arguments[0](document.getElementById('key-form').hidden)")).GetBoolean());
    }

    private Task<JsonElement> ChooseModelAsync(string model) => browser.RunAsync(
        "document.querySelector(`input[value=${arguments[0]}]`).click(); arguments[1]()", model);

    private static string[] Rows(JsonElement answer) => [.. answer.GetProperty("rows").EnumerateArray().Select(row => row.GetString()!)];

    private Task<JsonElement> DropAsync(string name, string type, byte[] content) => browser.RunAsync(
        """
        const bytes = Uint8Array.from(atob(arguments[2]), c => c.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bytes], arguments[0], { type: arguments[1] }));
        document.getElementById('drop').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
        arguments[3]();
        """,
        name,
        type,
        Convert.ToBase64String(content));

    // Kept beside the results, for whoever wants to look.
    private static async Task KeepAsync(string name, byte[] screenshot)
    {
        Assert.InRange(screenshot.Length, 10_000, 10_000_000);
        await File.WriteAllBytesAsync(Path.Combine(AppContext.BaseDirectory, name), screenshot, TestContext.Current.CancellationToken);
    }
}
