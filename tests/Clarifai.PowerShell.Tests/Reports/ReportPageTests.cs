using System.Globalization;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;
using OpenQA.Selenium;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>What people see of a report, in a real browser.</summary>
public sealed class ReportPageTests : BrowserTest
{
    public ReportPageTests(Chromium browser)
        : base(browser)
    {
    }

    [BrowserFact]
    public void Pictures_are_shown_with_their_concepts_as_bars_and_nothing_is_fetched_from_the_network()
    {
        Export([.. Photos(), Rows.Concept("https://example.com/far.jpg", "far", 0.5)], "-Title 'My pictures'");
        Browser.Open(Target);
        Browser.AwaitPictures();

        Assert.Equal("My pictures", Browser.Text("h1"));
        Assert.Equal("4 images", Browser.Text("#count"));
        Assert.Equal(["cat.jpg", "coffee.jpg", "rocket.jpg", "far.jpg"], Browser.Texts("#gallery h3"));
        Assert.Equal(["cat", "animal", "indoors"], Browser.Texts("#gallery > li:nth-child(1) .name"));
        Assert.Equal(["0.98", "0.91", "0.40"], Browser.Texts("#gallery > li:nth-child(1) .value"));
        Assert.Equal(
            [451L, 600L, 640L],
            Browser.Run<IReadOnlyCollection<object>>("return [...document.images].map((image) => image.naturalWidth)"));
        Assert.All(Browser.Requests(), address => Assert.StartsWith("file:", address, StringComparison.Ordinal));
        Assert.Empty(Browser.Messages());
    }

    [BrowserFact]
    public void Odd_file_names_are_found()
    {
        string odd = OperatingSystem.IsWindows() ? "a#b %41 [1] 'q' é猫.jpg" : "a#b %41?c [1] \\ \"q\" é猫.jpg";
        Export([Rows.Concept(Photo("cat.jpg", odd), "cat", 0.9)]);
        Browser.Open(Target);
        Browser.AwaitPictures();

        Assert.Equal([odd], Browser.Texts("#gallery h3"));
        Assert.Equal(451L, Browser.Run<long>("return document.images[0].naturalWidth"));
    }

    [BrowserFact]
    public void Names_are_text_whatever_is_in_them()
    {
        string[] names =
        [
            "</script><script>window.hacked = 1</script>", "<img src=x onerror=\"window.hacked=1\">", "javascript:window.hacked=1",
            "\"'&<>", "line\u2028separator", "__proto__", "猫",
        ];
        Export(
            [
                .. names.Select((name, i) => Rows.Concept("javascript:window.hacked=1", name, 0.9 - (i / 100.0))),
                .. names.Select(name => Rows.Region(Photo("cat.jpg", "cat.jpg"), name, 0.5, 0, 0, 0.5, 0.5)),
                .. names.Select(name => Rows.FrameConcept("clip", 0, name, 0.5)),
            ],
            "-Title '<script>window.hacked=1</script>'");
        Browser.Open(Target);
        Browser.AwaitPictures();
        Browser.Element("#gallery > li:nth-child(2) h3 button").Click();

        Assert.Null(Browser.Run<object?>("return window.hacked ?? null"));
        Assert.Equal(names.Order(StringComparer.Ordinal), Property(".facet .name", "textContent").Order(StringComparer.Ordinal));
        Assert.Equal(names[..5], Property("#gallery > li:nth-child(1) .bar .name", "textContent"));
        Assert.Equal(names.Select(name => name + " 0.50"), Property("dialog .box span", "textContent"));
        Assert.Equal(names, Property(".series .name", "textContent"));
        Assert.DoesNotContain(Property("a", "href"), address => address.StartsWith("javascript", StringComparison.Ordinal));
        Assert.Empty(Browser.Messages());
    }

    [BrowserFact]
    public void Texts_are_shown_in_their_order_labeled_and_found()
    {
        string sign = Photo("cat.jpg", "sign.jpg");
        PSObject Line(string text, double value, double top) =>
            Rows.Of(sign, ("Text", text), ("Value", value), ("Top", top), ("Left", 0.1), ("Bottom", top + 0.1), ("Right", 0.9));
        Export(
            [Line("Access is", 0.8, 0.1), Line("denied</script>", 0.95, 0.3), Rows.Concept(Photo("coffee.jpg", "coffee.jpg"), "cup", 0.9)]);
        Browser.Open(Target);
        Browser.AwaitPictures();

        Assert.Equal(["Access is\ndenied</script>"], Property("#gallery .read-text", "textContent"));
        Assert.Equal(["cup"], Browser.Texts(".facet .name"));

        Browser.Set("#search", "DENIED access");
        Assert.Equal(["sign.jpg"], Browser.Texts("#gallery h3"));

        Browser.Set("#minimum", "0.9");
        Assert.Equal(["denied</script>"], Property("#gallery .read-text", "textContent"));

        Browser.Element("#clear").Click();
        Browser.Element("#gallery h3 button").Click();
        Assert.Equal(["Text (2 lines)"], Browser.Texts("dialog h3"));
        Assert.Equal(["Access is\ndenied</script>"], Property("dialog .read-text", "textContent"));
        Assert.Equal(["Access is 0.80", "denied</script> 0.95"], Property("dialog .box span", "textContent"));
        Assert.Empty(Browser.Messages());
    }

    [BrowserFact]
    public void A_source_on_the_web_is_a_link_and_no_more()
    {
        Export([Rows.Concept("https://example.com/a b.jpg?token=canary", "cat", 0.9)]);
        Browser.Open(Target);
        Browser.Element("#gallery h3 button").Click();

        IWebElement link = Browser.Element("dialog a");
        Assert.Equal(("https://example.com/a b.jpg", "https://example.com/a%20b.jpg"), (link.Text, link.GetDomProperty("href")));
        Assert.Equal("noopener noreferrer", link.GetDomAttribute("rel"));
        Assert.Equal(0L, Browser.Run<long>("return document.images.length"));
    }

    [BrowserFact]
    public void Search_value_and_concepts_filter_together_and_are_counted()
    {
        Export(Photos());
        Browser.Open(Target);
        Assert.Equal(["indoors", "cat", "animal", "cup", "rocket"], Browser.Texts(".facet .name"));
        Assert.Equal("2", Browser.Text(".facet .number"));

        Browser.Element(".facet").Click();
        Assert.Equal(["cat.jpg", "coffee.jpg"], Browser.Texts("#gallery h3"));
        Assert.Equal("2 images of 3 pass the filters", Browser.Text("#count"));
        Assert.Equal("true", Browser.Element(".facet").GetDomAttribute("aria-pressed"));

        Browser.Set("#minimum", "0.5");
        Assert.Equal(["coffee.jpg"], Browser.Texts("#gallery h3"));
        Assert.Equal("0.50", Browser.Text("#minimum-shown"));

        Browser.Set("#search", "CAT");
        Assert.Empty(Browser.Texts("#gallery h3"));
        Assert.Equal("Nothing matches these filters.", Browser.Text("#nothing"));
        Assert.Equal("0 images of 3 pass the filters", Browser.Text("#count"));

        Browser.Element("#clear").Click();
        Assert.Equal(["cat.jpg", "coffee.jpg", "rocket.jpg"], Browser.Texts("#gallery h3"));
        Assert.Equal("3 images", Browser.Text("#count"));

        Browser.Set("#search", "rock .jpg");
        Assert.Equal(["rocket.jpg"], Browser.Texts("#gallery h3"));
    }

    [BrowserTheory]
    [InlineData("highest", new[] { "cat.jpg", "coffee.jpg", "rocket.jpg" })]
    [InlineData("lowest", new[] { "rocket.jpg", "coffee.jpg", "cat.jpg" })]
    [InlineData("most", new[] { "cat.jpg", "coffee.jpg", "rocket.jpg" })]
    [InlineData("name", new[] { "cat.jpg", "coffee.jpg", "rocket.jpg" })]
    [InlineData("given", new[] { "rocket.jpg", "cat.jpg", "coffee.jpg" })]
    public void The_order_is_as_chosen(string order, string[] files)
    {
        PSObject[] rows = Photos();
        Export([rows[^1], .. rows[..^1]]);
        Browser.Open(Target);

        Browser.Set("#sort", order);

        Assert.Equal(files, Browser.Texts("#gallery h3"));
    }

    [BrowserFact]
    public void Answers_of_two_models_about_the_same_pictures_can_be_told_apart()
    {
        string cat = Photo("cat.jpg", "cat.jpg");
        Export([Rows.Concept(cat, "cat", 0.9, "general"), Rows.Concept(cat, "cat", 0.4, "other"), Rows.Concept(cat, "fur", 0.3, "other")]);
        Browser.Open(Target);
        Assert.Equal(["All", "general", "other"], Browser.Texts("#model option"));
        Assert.Equal(["general", "cat", "other", "cat", "fur"], Browser.Texts("#gallery :is(.model, .name)"));
        Browser.Element("#gallery h3 button").Click();
        Assert.Equal(["Model general (1)", "Model other (2)"], Browser.Texts("dialog h3"));
        Browser.Press(Keys.Escape);

        Browser.Run<object?>(
            """
            const model = document.querySelector("#model");
            model.selectedIndex = 1;
            model.dispatchEvent(new Event("input"));
            """);

        Assert.Equal(["0.90"], Browser.Texts("#gallery .value"));
    }

    [BrowserFact]
    public void Colors_are_listed_apart_from_concepts_of_the_same_name()
    {
        string cup = Photo("coffee.jpg", "cup.jpg");
        string cat = Photo("cat.jpg", "cat.jpg");
        Export([Rows.Concept(cup, "Orange", 0.9), Rows.Color(cup, "#ffa500", "Orange", 0.6), Rows.Color(cat, "#808080", "Gray", 0.4)]);
        Browser.Open(Target);

        Assert.Equal(["Orange"], Browser.Texts("#concept-facets .name"));
        Assert.Equal(["Orange", "Gray"], Browser.Texts("#color-facets .name"));
        Assert.StartsWith("2 images · 1 concept · 2 colors", Browser.Text("#summary"), StringComparison.Ordinal);
        Assert.Equal(["Orange", "Gray"], Browser.Texts("#gallery .name"));
        Browser.Element("#color-facets .facet[title=Gray]").Click();
        Assert.Equal(["cat.jpg"], Browser.Texts("#gallery h3"));
    }

    [BrowserFact]
    public void A_row_for_each_input_shows_its_names_and_one_without_any_is_there_too()
    {
        PSObject Row(string source, string concepts, string top, string value) => Rows.Of(
            source, ("Kind", "Image"), ("Concepts", concepts), ("TopConcept", top), ("TopValue", value), ("Text", ""), ("ModelId", "m"));
        Export([Row(Photo("cat.jpg", "cat.jpg"), "cat; animal", "cat", "0.9"), Row(Photo("coffee.jpg", "cup.jpg"), "", "", "")]);
        Browser.Open(Target);

        Assert.Equal(["cat.jpg", "cup.jpg"], Browser.Texts("#gallery h3"));
        Assert.Equal(["cat", "0.90", "animal", ""], Browser.Texts("#gallery :is(.name, .value)"));
    }

    [BrowserFact]
    public void On_a_phone_the_filters_are_folded_and_the_first_picture_is_on_the_first_screen()
    {
        Export(Photos());
        Browser.Open(Target, width: 390, height: 844);
        Browser.AwaitPictures();

        Assert.False(Browser.Element("#controls").Displayed);
        Assert.False(Browser.Element("#facets").Displayed);
        Assert.True(Browser.Run<bool>("return document.querySelector('#gallery img').getBoundingClientRect().bottom < innerHeight"));
        Browser.Element("#fold").Click();
        Assert.True(Browser.Element("#controls").Displayed);
        Assert.True(Browser.Element("#facets").Displayed);
        Assert.Equal("true", Browser.Element("#fold").GetDomAttribute("aria-expanded"));
    }

    [BrowserFact]
    public void Lines_of_one_value_are_drawn_beside_each_other_and_keep_their_value()
    {
        Export(((string[])["sky", "sea", "sand"]).SelectMany(
            name => new[] { Rows.FrameConcept("clip", 0, name, 0.9), Rows.FrameConcept("clip", 1000, name, 0.9) }));
        Browser.Open(Target);

        Assert.Equal(["0.90", "0.90", "0.90"], Browser.Texts(".series .value"));
        Assert.Equal(3L, Browser.Run<long>(
            """
            const canvas = document.querySelector(".chart canvas");
            const column = canvas.getContext("2d").getImageData(Math.round(canvas.width / 2), 0, 1, canvas.height).data;
            const dots = Array.from({ length: canvas.height }, (_, y) => column.slice(4 * y, 4 * y + 3).join());
            return [0, 1, 2].filter((line) => {
              const probe = document.createElement("canvas").getContext("2d");
              probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`--ink-${line}`).trim();
              probe.fillRect(0, 0, 1, 1);
              return dots.includes(probe.getImageData(0, 0, 1, 1).data.slice(0, 3).join());
            }).length;
            """));
    }

    [BrowserFact]
    public void A_long_video_is_zoomed_around_the_frame_that_is_shown_and_stays_so_when_a_filter_changes()
    {
        Export(Enumerable.Range(0, 101).Select(second => Rows.FrameConcept("clip", second * 1000, "sky", 0.5)));
        Browser.Open(Target);
        Browser.Set(".scrub input", "80");

        Browser.Element(".zooms button").Click();
        Assert.Equal("0:50 to 1:40", Range());
        Browser.Set("#minimum", "0.1");
        Assert.Equal("0:50 to 1:40", Range());
        Browser.Set(".scrub input", "10");
        Assert.Equal("0:00 to 0:50", Range());
        Browser.Element(".zooms button + button").Click();
        Assert.Equal("Drag across the chart to zoom in", Range());
        Assert.False(Browser.Element(".zooms button + button").Enabled);

        string Range()
        {
            Browser.AwaitDrawing();
            return Browser.Text(".zooms .hint");
        }
    }

    [BrowserFact]
    public void Every_picture_is_reached_and_opened_by_the_keyboard_and_the_focus_comes_back()
    {
        Export(Enumerable.Range(0, 300).Select(i => Rows.Concept($"/nowhere/{i}.jpg", "cat", 0.5)));
        Browser.Open(Target);
        Assert.Equal(1L, Browser.Run<long>("return document.querySelectorAll('#gallery button[tabindex=\"0\"]').length"));

        Browser.Run<object?>("document.querySelector('#gallery button').focus()");
        Browser.Press(Keys.Right);
        Assert.Equal("1.jpg", Focused);
        Browser.Press(Keys.End);
        Assert.Equal("299.jpg", Focused);
        Assert.True(Browser.Run<bool>(
            "const box = document.activeElement.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight"));

        Browser.Press(Keys.Enter);
        Assert.Equal("299.jpg", Browser.Text("#detail-title"));
        Browser.Press(Keys.Left);
        Assert.Equal("298.jpg", Browser.Text("#detail-title"));
        Browser.Run<object?>(
            "window.closing = new Promise((done) => document.querySelector('dialog').addEventListener('close', () => done(1)))");
        Browser.Press(Keys.Escape);
        Browser.Await<object?>("window.closing");
        Assert.Equal("298.jpg", Focused);
        Browser.Press(Keys.Home);
        Assert.Equal("0.jpg", Focused);
    }

    [BrowserTheory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(6, false)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Boxes_turn_with_the_picture(int orientation, bool isLittleEndian)
    {
        string picture = Folder.Write("block.jpg", BlockPicture.Turned(orientation, isLittleEndian));
        Export(
            [Rows.Region(picture, "red", 0.9, BlockPicture.Top, BlockPicture.Left, BlockPicture.Bottom, BlockPicture.Right)],
            "-EmbedImages");
        Browser.Open(Target);
        Browser.Element("#gallery h3 button").Click();
        Browser.AwaitPictures();

        // What is red in the picture as it is shown, and where the boxes are, both in picture dots.
        long[] edges = Browser.Run<IReadOnlyCollection<object>>(
            """
            const image = document.querySelector("dialog img");
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
            const drawing = canvas.getContext("2d");
            drawing.drawImage(image, 0, 0);
            const dots = drawing.getImageData(0, 0, canvas.width, canvas.height);
            const red = [];
            for (let i = 0; i < dots.width * dots.height; i++) {
              if (dots.data[4 * i + 1] < 128) red.push([i % dots.width, Math.floor(i / dots.width)]);
            }

            const [xs, ys] = [0, 1].map((axis) => red.map((dot) => dot[axis]));
            const style = document.querySelector("dialog .box").style;
            const box = [["left", "width"], ["top", "height"], ["width", "width"], ["height", "height"]]
              .map(([side, whole]) => parseFloat(style[side]) / 100 * dots[whole]);
            const drawn = document.querySelector("#gallery .edge").getBBox();
            return [
              Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1 - Math.min(...xs), Math.max(...ys) + 1 - Math.min(...ys),
              ...box, drawn.x, drawn.y, drawn.width, drawn.height,
            ].map((edge) => Math.round(edge));
            """).Select(edge => (long)edge).ToArray();

        Assert.Equal(64, edges[2] * edges[3]);
        Assert.Equal(edges[..4], edges[4..8]);
        Assert.Equal(edges[..4], edges[8..]);
    }

    [BrowserTheory]
    [InlineData("cat.jpg", 1400)]
    [InlineData("astronaut.jpg", 1400)]
    [InlineData("astronaut.jpg", 375)]
    public void Boxes_are_where_the_picture_is_and_the_palette_is_below_it(string sample, int width)
    {
        string picture = Photo(sample, sample);
        Export([Rows.Region(picture, "all", 0.9, 0, 0, 1, 1), Rows.Color(picture, "#102030", "Navy", 0.6)]);
        Browser.Open(Target, width);
        Browser.AwaitPictures();

        // The picture is as large as its place is, in the middle of it.
        Assert.Equal([true, true, true, true, true], Browser.Run<IReadOnlyCollection<object>>(
            """
            const image = document.querySelector("#gallery img");
            const place = image.getBoundingClientRect();
            const box = document.querySelector("#gallery .edge").getBoundingClientRect();
            const scale = Math.min(place.width / image.naturalWidth, place.height / image.naturalHeight);
            const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
            return [
              Math.abs(box.width - width) < 3, Math.abs(box.height - height) < 3,
              Math.abs(box.left + box.right - place.left - place.right) < 3,
              Math.abs(box.top + box.bottom - place.top - place.bottom) < 3,
              place.bottom <= document.querySelector("#gallery .palette").getBoundingClientRect().top + 1,
            ];
            """).Cast<bool>());
        Browser.Attach($"boxes-{width}");
    }

    [BrowserFact]
    public void Cards_are_as_high_as_the_concepts_of_pictures_need_whatever_a_video_has()
    {
        PSObject picture = Rows.Concept(Photo("cat.jpg", "cat.jpg"), "cat", 0.9);
        const string Height = "return document.querySelector('.card').offsetHeight";
        Export([picture]);
        Browser.Open(Target);
        long alone = Browser.Run<long>(Height);

        Export([picture, .. Enumerable.Range(0, 5).Select(i => Rows.FrameConcept("clip", 0, $"concept {i}", 0.5))]);
        Browser.Open(Target);

        Assert.Equal(alone, Browser.Run<long>(Height));
    }

    [BrowserFact]
    public void A_picture_that_was_gone_before_it_could_be_embedded_is_looked_for_where_it_was()
    {
        string gone = Photo("cat.jpg", "gone.jpg");
        Session.Set("rows", new[] { Rows.Concept(gone, "cat", 0.9), Rows.Concept(Photo("coffee.jpg", "kept.jpg"), "cup", 0.9) });
        Session.Set("gone", gone);
        Session.Try($"& {{ $rows; [IO.File]::Delete($gone) }} | Export-ClarifaiReport '{Target}' -EmbedImages");
        Browser.Open(Target);
        Browser.AwaitPictures();

        Assert.Equal(["gone.jpg", "kept.jpg"], Browser.Texts("#gallery h3"));
        Assert.Equal(["The image cannot be shown"], Browser.Texts("#gallery .absent"));
        Assert.Equal(600L, Browser.Run<long>("return document.images[0].naturalWidth"));
    }

    [BrowserFact]
    public void Palettes_show_the_colors_by_their_share()
    {
        string cat = Photo("cat.jpg", "cat.jpg");
        Export([Rows.Color(cat, "#102030", "Navy", 0.6), Rows.Color(cat, "#a0b0c0", "Silver", 0.2)]);
        Browser.Open(Target);

        Assert.Contains(
            "rgb(16, 32, 48) 0%, rgb(16, 32, 48) 75%",
            Browser.Element(".palette").GetCssValue("background-image"),
            StringComparison.Ordinal);
        Browser.Element("#gallery h3 button").Click();
        Assert.Equal(["Navy #102030", "Silver #a0b0c0"], Browser.Texts("dialog .bar .name"));
        Assert.Equal(["60.0 %", "20.0 %"], Browser.Texts("dialog .bar .value"));
    }

    [BrowserFact]
    public void A_video_has_a_timeline_whose_values_are_told_at_every_time()
    {
        Export(
        [
            .. Enumerable.Range(0, 60).Select(i => Rows.FrameConcept("/nowhere/clip.mp4", i * 500, "cat", i / 60.0)),
            Rows.FrameConcept("/nowhere/clip.mp4", 2000, "dog", 0.75),
        ]);
        Browser.Open(Target);

        Assert.Equal("1 video", Browser.Text("#count"));
        Assert.Equal("Video clip.mp4", Browser.Text("#videos h2"));
        Assert.True(Browser.Run<bool>(
            "const canvas = document.querySelector('#videos canvas'); return canvas.width > 300 && canvas.height > 200"));

        Browser.Set("#videos input", "4");
        Assert.Equal(["0.07", "0.75"], Browser.Texts(".series .value"));
        Assert.Equal("0:02: cat 0.07, dog 0.75", Browser.Element("#videos input").GetDomAttribute("aria-valuetext"));
        Browser.Run<object?>("document.querySelector('#videos input').focus()");
        Browser.Press(Keys.Right);
        Assert.Equal("0:02.5: cat 0.08", Browser.Element("#videos input").GetDomAttribute("aria-valuetext"));

        Browser.Set("#minimum", "0.5");
        Assert.Equal("0:02.5: nothing", Browser.Element("#videos input").GetDomAttribute("aria-valuetext"));
        Browser.Element(".series button").Click();
        Assert.Equal("false", Browser.Element(".series button").GetDomAttribute("aria-pressed"));
        Assert.DoesNotContain(Browser.Messages(), message => !message.Contains("ERR_FILE_NOT_FOUND", StringComparison.Ordinal));
    }

    [BrowserFact]
    public void The_video_itself_follows_the_slider_with_the_regions_of_its_frames_on_it()
    {
        PSObject region = Rows.Region(Photo("slideshow.mp4", "clip #1.mp4"), "cat", 0.9, 0.25, 0.5, 0.75, 1);
        region.Properties.Add(new PSNoteProperty("TimeMs", 2000));
        Export([Rows.FrameConcept((string)region.Value("Source")!, 0, "sky", 0.5), region]);
        Browser.Open(Target);
        Browser.Await<object?>(
            """
            new Promise((done) => {
              const film = document.querySelector("video");
              film.readyState >= 1 || film.error ? done(1) : film.addEventListener("loadedmetadata", () => done(1));
            })
            """);

        Browser.Set("#videos input", "1");

        object time = Browser.Run<object>("return document.querySelector('video').currentTime");
        Assert.Equal(2.0, Convert.ToDouble(time, CultureInfo.InvariantCulture));
        Assert.Equal(["cat 0.90"], Browser.Texts(".player .box"));
        Assert.Equal(
            [true, true, true, true],
            Browser.Run<IReadOnlyCollection<object>>(
                """
                const film = document.querySelector("video").getBoundingClientRect();
                const box = document.querySelector(".player .box").getBoundingClientRect();
                const wide = document.querySelector("video").videoWidth / document.querySelector("video").videoHeight;
                return [
                  Math.abs(film.width / film.height - wide) < 0.02, Math.abs(box.left - film.left - film.width / 2) < 1,
                  Math.abs(box.top - film.top - film.height / 4) < 1, Math.abs(box.height - film.height / 2) < 1,
                ];
                """).Cast<bool>());
        Browser.Attach("video");
        Assert.Empty(Browser.Messages());
    }

    [BrowserFact]
    public void The_values_follow_the_pointer_over_the_timeline()
    {
        Export(Enumerable.Range(0, 11).Select(i => Rows.FrameConcept("clip", i * 1000, "cat", i / 10.0)));
        Browser.Open(Target);

        new OpenQA.Selenium.Interactions.Actions(Browser.Driver).MoveToElement(Browser.Element("#videos .u-over")).Perform();
        Browser.AwaitDrawing();

        Assert.Equal(["0.50"], Browser.Texts(".series .value"));
        Assert.Equal("0:05", Browser.Text("#videos output"));
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Axe_finds_nothing_in_pictures_regions_colors_and_videos(bool isDark)
    {
        string cat = Photo("cat.jpg", "region.jpg");
        Export(
        [
            .. Photos(), Rows.Region(cat, "cat", 0.9, 0.1, 0.1, 0.9, 0.9), Rows.Color(cat, "#102030", "Navy", 0.6),
            .. Enumerable.Range(0, 30).Select(i => Rows.FrameConcept("clip", i * 1000, i % 2 == 0 ? "cat" : "dog", 0.5)),
        ]);
        Browser.Open(Target, isDark: isDark);
        Browser.AwaitPictures();
        Browser.Element(".facet").Click();
        Assert.Empty(Browser.AccessibilityViolations());
        Browser.Attach(isDark ? "dark" : "light");

        Browser.Element("#clear").Click();
        Browser.Element("#gallery > li:nth-child(4) h3 button").Click();
        Browser.AwaitPictures();
        Assert.Empty(Browser.AccessibilityViolations());
        Browser.Attach(isDark ? "dark-detail" : "light-detail");
    }

    private string Focused => Browser.Run<string>("return document.activeElement.textContent");

    private string[] Property(string selector, string property) =>
    [
        .. Browser.Run<IReadOnlyCollection<object>>(
            $"return [...document.querySelectorAll('{selector}')].map((element) => element.{property})").Cast<string>(),
    ];
}
