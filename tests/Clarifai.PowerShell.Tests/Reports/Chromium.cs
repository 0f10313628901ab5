using Deque.AxeCore.Commons;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>A headless browser that opens reports as people do: from a file, with no network.</summary>
public sealed class Chromium : IDisposable
{
    private static readonly string? Program = Find("chromium") ?? Find("chromium-browser") ?? Find("google-chrome");
    private static readonly string? DriverProgram = Find("chromedriver");

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("clarifai-tests-browser-");
    private readonly Lazy<ChromeDriver> _driver;

    public Chromium() => _driver = new Lazy<ChromeDriver>(Start);

    /// <summary>Why a test that needs the browser is skipped: not on CI, where it fails.</summary>
    public static string? SkipReason =>
        (Program is null || DriverProgram is null) && Environment.GetEnvironmentVariable("CI") != "true"
            ? "Chromium and chromedriver are not installed"
            : null;

    internal ChromeDriver Driver => _driver.Value;

    /// <summary>Opens a page in a window of this size, in light or dark.</summary>
    public void Open(string path, int width = 1400, int height = 1000, bool isDark = false)
    {
        Emulate("Emulation.setDeviceMetricsOverride", new()
        {
            ["width"] = width,
            ["height"] = height,
            ["deviceScaleFactor"] = 1,
            ["mobile"] = false,
        });
        var scheme = new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" };
        Emulate("Emulation.setEmulatedMedia", new() { ["features"] = new[] { scheme } });
        _ = Messages();
        _ = Requests();
        Driver.Navigate().GoToUrl(new Uri(path).AbsoluteUri);
    }

    /// <summary>Runs a script in the page and returns what it returns.</summary>
    public T Run<T>(string script) => (T)Driver.ExecuteScript(script)!;

    /// <summary>Runs a script whose promise is waited for.</summary>
    public T Await<T>(string expression) =>
        (T)Driver.ExecuteAsyncScript($"const done = arguments[arguments.length - 1]; Promise.resolve({expression}).then(done);")!;

    /// <summary>The texts of all elements that a selector finds, at one moment: the page may draw them anew in the next.</summary>
    public IReadOnlyList<string> Texts(string selector) =>
    [
        .. ((IReadOnlyCollection<object>)Driver.ExecuteScript(
            "return [...document.querySelectorAll(arguments[0])].map(element => element.innerText.trim());", selector)!).Cast<string>(),
    ];

    public string Text(string selector) => Driver.FindElement(By.CssSelector(selector)).Text;

    public IWebElement Element(string selector) => Driver.FindElement(By.CssSelector(selector));

    /// <summary>Presses keys where the focus is.</summary>
    public void Press(string keys) => Driver.SwitchTo().ActiveElement().SendKeys(keys);

    /// <summary>Sets a control as its user would.</summary>
    public void Set(string selector, string value) => Driver.ExecuteScript(
        """
        const control = document.querySelector(arguments[0]);
        control.value = arguments[1];
        control.dispatchEvent(new Event("input", { bubbles: true }));
        """,
        selector,
        value);

    /// <summary>Waits until every picture in the page is shown or known to be missing.</summary>
    public void AwaitPictures()
    {
        Await<object?>(
            """
            Promise.all([...document.images].map(
              (image) => image.complete || new Promise((done) => { image.onload = image.onerror = done; }))).then(() => 1)
            """);
        AwaitDrawing();
    }

    /// <summary>Waits until the page has drawn what it is about to draw.</summary>
    public void AwaitDrawing() =>
        Await<object?>("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");

    /// <summary>What went wrong in the page since it was opened, refused content included.</summary>
    public IReadOnlyList<string> Messages() => [.. Driver.Manage().Logs.GetLog(LogType.Browser).Select(entry => entry.Message)];

    /// <summary>The addresses that the page asked for since it was opened, its own included.</summary>
    public IReadOnlyList<string> Requests() =>
    [
        .. Driver.Manage().Logs.GetLog("performance")
            .Select(entry => System.Text.Json.Nodes.JsonNode.Parse(entry.Message)!["message"]!)
            .Where(message => (string?)message["method"] == "Network.requestWillBeSent")
            .Select(message => (string)message["params"]!["request"]!["url"]!),
    ];

    /// <summary>What axe-core has against the page as it is now.</summary>
    public IReadOnlyList<string> AccessibilityViolations()
    {
        Driver.ExecuteScript(new BundledAxeScriptProvider().GetScript());
        return
        [
            .. Await<IReadOnlyCollection<object>>(
                """
                axe.run().then((result) => result.violations.map(
                  (one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`))
                """).Cast<string>(),
        ];
    }

    /// <summary>Attaches what the window shows to the test's results.</summary>
    public void Attach(string name) =>
        TestContext.Current.AddAttachment($"{name}.png", Driver.GetScreenshot().AsByteArray, "image/png");

    public void Dispose()
    {
        if (_driver.IsValueCreated)
        {
            _driver.Value.Dispose();
        }

        _profile.Delete(recursive: true);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);

    private ChromeDriver Start()
    {
        var options = new ChromeOptions { BinaryLocation = Program ?? throw new FileNotFoundException("Chromium is not installed.") };
        options.AddArguments(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--user-data-dir=" + _profile.FullName);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference("performance", LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(DriverProgram), Path.GetFileName(DriverProgram));
        service.HideCommandPromptWindow = true;
        service.SuppressInitialDiagnosticInformation = true;
        var driver = new ChromeDriver(service, options, TimeSpan.FromMinutes(3));
        driver.Manage().Timeouts().AsynchronousJavaScript = TimeSpan.FromMinutes(2);
        return driver;
    }

    private void Emulate(string command, Dictionary<string, object?> parameters) => Driver.ExecuteCdpCommand(command, parameters);
}
