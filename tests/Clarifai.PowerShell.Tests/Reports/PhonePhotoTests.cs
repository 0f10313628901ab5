using Clarifai.PowerShell.Tests.Engine;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>Photos of a phone in a report, which browsers do not show: with the local engine at hand and without it.</summary>
[Collection(nameof(LocalEngines))]
public sealed class PhonePhotoTests : BrowserTest
{
    public PhonePhotoTests(Chromium browser)
        : base(browser)
    {
    }

    [BrowserFact]
    public void A_report_has_copies_of_what_browsers_do_not_show()
    {
        string photo = Picture("cat.heic");
        string cat = Photo("cat.jpg", "cat.jpg");
        string broken = Folder.Write("broken.heic", File.ReadAllBytes(photo)[..4000]);
        Session.Run("Connect-Clarifai -Local");

        ScriptResult result = Session.Try(
            $"$input | Export-ClarifaiReport '{Target}'",
            Rows.Region(photo, "cat", 0.9, 0, 0, 1, 1),
            Rows.Concept(cat, "cat", 0.9),
            Rows.Concept(broken, "cat", 0.9));
        Browser.Open(Target);
        Browser.AwaitPictures();

        Assert.Equal(["FileReadFailed"], result.Errors.Select(error => error.Id()));
        Assert.Equal(broken, result.Errors[0].TargetObject);
        Assert.Contains("truncated or damaged", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            [451L, 451L, 0L],
            Browser.Run<IReadOnlyCollection<object>>(
                "return [...document.querySelectorAll('#gallery > li')].map((card) => card.querySelector('img')?.naturalWidth ?? 0)"));
        Assert.Equal("Browsers cannot show this format", Browser.Text("#gallery > li:nth-child(3) .absent"));
    }

    [BrowserFact]
    public void Without_an_engine_the_card_says_why_there_is_no_picture()
    {
        Export([Rows.Concept(Picture("cat.heic"), "cat", 0.9)], "-EmbedImages");
        Browser.Open(Target);
        Browser.AwaitPictures();

        Assert.Equal("Browsers cannot show this format", Browser.Text("#gallery .absent"));
        Browser.Element("#gallery h3 button").Click();
        Browser.AwaitPictures();
        Assert.Contains("Connect-Clarifai -Local", Browser.Text("dialog .hint"), StringComparison.Ordinal);
    }

    private string Picture(string name) => Folder.Write(
        name, File.ReadAllBytes(Repository.PathOf("tests", Path.Combine("Clarifai.Local.Tests", "Data", "pictures", name))));
}
