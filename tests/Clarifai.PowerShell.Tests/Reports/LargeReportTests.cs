using OpenQA.Selenium;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>Ten thousand pictures with twenty concepts each.</summary>
public sealed class LargeReportTests : BrowserTest
{
    private const int Pictures = 10_000;
    private const int NodeLimit = 2_000;

    public LargeReportTests(Chromium browser)
        : base(browser)
    {
    }

    [BrowserFact]
    public void Ten_thousand_pictures_stay_a_small_page_of_which_a_filter_makes_little_anew()
    {
        Session.Run(
            $$"""
            & {
                foreach ($i in 0..{{Pictures - 1}}) {
                    foreach ($j in 0..19) {
                        [pscustomobject]@{
                            Source = "/nowhere/photo-$i.jpg"
                            Name = "concept $(($i * 7 + $j * 13) % 900)"
                            Value = ($i * 31 + $j * 17) % 1000 / 1000
                        }
                    }
                }
            } | Export-ClarifaiReport '{{Target}}'
            """);
        Browser.Open(Target);
        Assert.Equal("10,000 images", Browser.Text("#count"));
        AssertFewNodes();

        Browser.Run<object?>("scrollTo(0, document.body.scrollHeight)");
        Browser.AwaitDrawing();
        Assert.Equal("photo-9999.jpg", Browser.Texts("#gallery h3")[^1]);
        AssertFewNodes();
        Browser.Attach("ten-thousand");

        foreach ((int width, int height) in ((int, int)[])[(3840, 2160), (2160, 3840), (400, 800)])
        {
            Browser.Open(Target, width, height);
            AssertFewNodes();
        }

        Browser.Open(Target);
        AssertFewNodesAreMade("#search", "photo-77", "concept 5", "9 12");
        AssertFewNodesAreMade("#minimum", "0.2", "0.9", "0.5");
        Browser.Element("#clear").Click();
        AssertFewNodesAreMade("#sort", "highest", "name", "most");
        Browser.Element(".facet").Click();
        AssertFewNodes();
        Assert.NotEqual("10,000 images", Browser.Text("#count"));
        Browser.Element("#gallery h3 button").Click();
        AssertFewNodes();
        Browser.Press(Keys.Escape);
    }

    private void AssertFewNodes()
    {
        long nodes = Browser.Run<long>(
            """
            let nodes = 0;
            const walk = document.createTreeWalker(document.body);
            while (walk.nextNode()) nodes++;
            return nodes;
            """);
        Assert.InRange(nodes, 100, NodeLimit);
    }

    // Time is for the bench: what makes a filter slow is how much of the page it makes anew, and that is counted.
    private void AssertFewNodesAreMade(string control, params string[] values) => Assert.All(values, value =>
    {
        Browser.Run<object?>(
            """
            window.made = 0;
            window.watch = new MutationObserver((records) => {
              for (const node of records.flatMap((record) => [...record.addedNodes])) {
                window.made += 1 + (node.querySelectorAll?.("*").length ?? 0);
              }
            });
            window.watch.observe(document.body, { childList: true, subtree: true });
            """);
        Browser.Set(control, value);
        Browser.AwaitDrawing();
        Assert.InRange(Browser.Run<long>("window.watch.disconnect(); return window.made"), 1, NodeLimit);
    });
}
