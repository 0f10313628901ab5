using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>What others say is shown and kept without our own secrets, in whatever form they come back.</summary>
public sealed partial class SecretTests : PromiseTest
{
    private const string Key = "canary+0123456789/abcdef=";
    private const string Picture = "https://user:canary-password@p.example/folder/1.jpg?sig=canary-query&n=2#canary-fragment";

    private static readonly Dictionary<string, string> Forms = new()
    {
        ["whole"] = Picture,
        ["encoded"] = Uri.EscapeDataString(Picture),
        ["encoded with small letters"] = EncodedByte().Replace(Uri.EscapeDataString(Picture), found => found.Value.ToLowerInvariant()),
        ["without scheme"] = Picture["https://".Length..],
        ["without scheme, encoded"] = Uri.EscapeDataString(Picture["https://".Length..]),
        ["without scheme and user"] = Picture[Picture.IndexOf("p.example", StringComparison.Ordinal)..],
        ["path and query"] = "/folder/1.jpg?sig=canary-query&n=2",
        ["path and query without slash"] = "folder/1.jpg?sig=canary-query&n=2",
        ["path and query, encoded"] = Uri.EscapeDataString("/folder/1.jpg?sig=canary-query&n=2"),
        ["path, query and fragment"] = "/folder/1.jpg?sig=canary-query&n=2#canary-fragment",
        ["in quotes"] = $"'{Picture}'",
        ["twice"] = $"{Picture} and {Picture}",
        ["the key"] = Key,
        ["the key, encoded"] = Uri.EscapeDataString(Key),
        ["the header"] = $"Authorization: Key {Key}",
    };

    private static readonly string[] Places = ["description", "details", "req_id", "envelope", "gateway", "page"];

    private static readonly string[] Slipped =
    [
        " https://p.example/1.jpg?sig=canary-query",
        "\thttps://p.example/1.jpg?sig=canary-query",
        "https:/p.example/1.jpg?sig=canary-query",
        "https:p.example/1.jpg?sig=canary-query",
        "https//p.example/1.jpg?sig=canary-query",
        "https:///1.jpg?sig=canary-query",
        "https://user:canary-password@/1.jpg?sig=canary-query",
        "htps://p.example/1.jpg?sig=canary-query",
        "s3://bucket/1.jpg?sig=canary-query",
        "ftp://user:canary-password@p.example/1.jpg?sig=canary-query",
        "'https://p.example/1.jpg?sig=canary-query'",
        "\"https://p.example/1.jpg?sig=canary-query\"",
        "<https://p.example/1.jpg?sig=canary-query>",
        "p.example/1.jpg?sig=canary-query",
        "//p.example/1.jpg?X-Amz-Signature=canary-query",
        "https;//p.example/1.jpg?sig=canary-query",
        "https\uff1a//p.example/1.jpg?sig=canary-query",
        @"https\\p.example\1.jpg?sig=canary-query",
        "https://user:canary-password@p.example:99999/1.jpg",
    ];

    private static readonly string[] Ways =
    [
        "Invoke-ClarifaiPredict $address",
        "$address | Invoke-ClarifaiPredict",
        "Invoke-ClarifaiPredict -Uri $address",
        "Invoke-ClarifaiPredict -LiteralPath $address",
        "[pscustomobject]@{ Url = $address } | Invoke-ClarifaiPredict",
        "[pscustomobject]@{ Source = $address; Name = 'cat' } | Invoke-ClarifaiPredict",
        "[pscustomobject]@{ Link = $address } | Invoke-ClarifaiPredict",
        "Get-ClarifaiVideoFrame $address",
    ];

    public static TheoryData<string> FormNames => [.. Forms.Keys];

    public static TheoryData<string> PlaceNames => [.. Places];

    public static TheoryData<string> Slips => [.. Slipped];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Session.Set("key", ModuleSession.Secret(Key));
        Session.Set("picture", Picture);
        Session.Run("Connect-Clarifai -ApiKey $key -BaseUri $service");
    }

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public void No_error_shows_what_came_back(string place)
    {
        Assert.All(Forms.Values, said =>
        {
            string quoted = RawReply.Quoted($"Said of {said}.");
            Service.Answer = _ => place switch
            {
                "description" => RawReply.Outputs(400, 10020, Failed($$""" "description":{{quoted}} """)),
                "details" => RawReply.Outputs(400, 10020, Failed($$""" "description":"No","details":{{quoted}} """)),
                "req_id" => RawReply.Http(401, $$$"""{"status":{"code":11009,"description":"No","req_id":{{{quoted}}} }}"""),
                "envelope" => RawReply.Http(401, $$$"""{"status":{"code":11009,"description":{{{quoted}}},"details":{{{quoted}}} }}"""),
                "gateway" => RawReply.Http(502, $"<html>{said}</html>"),
                _ => RawReply.Http(200, said),
            };

            AssertClean(Session.Try($"Invoke-ClarifaiPredict $picture -MaximumRetryCount 0 -Verbose -Debug {OneByOne} 5>&1"));
        });

        Assert.Equal(Forms.Count, Service.Requests.Count);
        Assert.All(Service.Requests, request => Assert.Equal($"Key {Key}", request.Authorization));
    }

    [Theory]
    [MemberData(nameof(FormNames))]
    public void No_answer_no_checkpoint_and_no_report_shows_what_came_back(string form)
    {
        string quoted = RawReply.Quoted($"seen in {Forms[form]}");
        Service.Answer = _ => RawReply.Outputs(200, 10000, $$$"""
            {"id":{{{quoted}}},"status":{"code":10000,"description":{{{quoted}}},"req_id":{{{quoted}}} },
            "created_at":"2026-11-23T10:00:00Z",
            "model":{"id":{{{quoted}}},"name":{{{quoted}}},"model_version":{"id":{{{quoted}}} } },
            "input":{"id":{{{quoted}}},"data":{"image":{"url":{{{quoted}}} } } },
            "data":{"concepts":[{"id":{{{quoted}}},"name":{{{quoted}}},"value":0.9,"app_id":{{{quoted}}} }],
            "metadata":{"of":{{{quoted}}} } } }
            """);
        const string Predict = "Invoke-ClarifaiPredict $picture -CheckpointPath run.jsonl -Verbose";

        foreach (string script in new[]
        {
            $"{Predict} | ConvertTo-Json -Depth 9",
            $"{Predict} -As Output | ConvertTo-Json -Depth 9",
            $"{Predict} -As Raw",
            $"{Predict} | Export-ClarifaiReport report.html",
        })
        {
            ScriptResult result = Session.Run(script);
            AssertClean(string.Join('\n', result.Output.Select(line => WithoutSource($"{line}"))));
            AssertClean(string.Join('\n', result.Verbose.Concat(result.Warnings)));
        }

        Assert.Single(Service.Requests);
        string checkpoint = File.ReadAllText(Folder.PathOf("run.jsonl"));
        Assert.Contains("seen in", checkpoint, StringComparison.Ordinal);
        AssertClean(checkpoint);
        AssertClean(File.ReadAllText(Folder.PathOf("report.html")));
    }

    [Fact]
    public void The_source_of_an_answer_is_the_users_own_address()
    {
        Assert.Equal([Picture], Session.Run("Invoke-ClarifaiPredict $picture").Sources);
    }

    [Fact]
    public void The_name_and_the_path_of_a_file_are_not_sent()
    {
        Session.Run("$input | Invoke-ClarifaiPredict", Folder.Write("canary-folder/canary-name.jpg", SampleFile.Picture("a")));

        AssertClean(Encoding.UTF8.GetString(Assert.Single(Service.Requests).Body!));
    }

    [Fact]
    public void Single_words_of_an_address_are_no_secrets()
    {
        Service.Answer = _ => RawReply.Outputs(200, 10000, RawReply.OutputOf(
            """
            {"concepts":[{"id":"cat","name":"cat","value":0.9},{"id":"2","name":"a folder of cats","value":0.8},
            {"id":"n","name":"2","value":0.7}]}
            """));

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict 'https://cat:folder@p.example/folder/cat.jpg?label=cat&n=2#2'");

        Assert.Equal(["cat", "a folder of cats", "2"], result.Names);
    }

    [Fact]
    public void What_else_the_service_says_stays()
    {
        string quoted = RawReply.Quoted($"Could not read {Picture}: it is a poem");
        Service.Answer = _ => RawReply.Outputs(400, 10020, Failed($$""" "description":{{quoted}} """));

        string message = OneError(Session.Try("Invoke-ClarifaiPredict $picture")).Exception.Message;

        Assert.Contains("Could not read ", message, StringComparison.Ordinal);
        Assert.Contains("it is a poem", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("puser:canary-proxy")]
    [InlineData("puser:canary%2Dproxy")]
    public async Task What_a_proxy_says_is_shown_without_its_user(string user)
    {
        await using var proxy = new RawService();
        string address = $"http://{user}@{proxy.Address.Authority}/";
        string encoded = Uri.EscapeDataString(address);
        proxy.Answer = _ => RawReply.Http(502, $"<html>{address} {encoded} puser:canary-proxy@{proxy.Address.Authority}</html>");
        Session.Set("proxy", new Uri(address));

        ScriptResult result = Session.Try(
            $"Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy; Get-ClarifaiConnection | Format-List * -Force | Out-String;"
            + $"Invoke-ClarifaiPredict https://p.example/1.jpg -MaximumRetryCount 0 -Verbose -Debug 5>&1");

        AssertClean(result);
    }

    [Theory]
    [InlineData("puser")]
    [InlineData(@"CORP\puser")]
    [InlineData("puser@corp.example")]
    public async Task What_a_proxy_says_is_shown_without_the_login_that_was_sent(string user)
    {
        await using var proxy = new RawService();
        string? sent = null;
        proxy.Answer = request =>
        {
            sent = request.Header("Proxy-Authorization")?.Split(' ')[1];
            return sent is null
                ? RawReply.Http(407, "", "Proxy-Authenticate: Basic realm=\"r\"")
                : RawReply.Http(502, $"Got {sent} or {sent.TrimEnd('=').Replace('+', '-').Replace('/', '_')}");
        };
        Session.Set("proxy", proxy.Address);
        Session.Set("login", new PSCredential(user, ModuleSession.Secret("p?>~Q~~~w/o:t")));

        ScriptResult result = Session.Try(
            "Connect-Clarifai -ApiKey $key -BaseUri http://s.example -Proxy $proxy -ProxyCredential $login -AllowUnencryptedAuthentication;"
            + "Invoke-ClarifaiPredict https://p.example/1.jpg -MaximumRetryCount 0");

        string shown = Shown(result.Terminating ?? Assert.Single(result.Errors));
        Assert.NotNull(sent);
        Assert.Contains("Got *** or ***", shown.Replace("***=", "***", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_of_a_redirect_is_told_without_the_key()
    {
        const string Letters = "C4naryKey0123456789";
        Session.Set("letters", ModuleSession.Secret(Letters));
        Service.Answer = _ => RawReply.Http(301, "", $"Location: https://{Letters}.example/");

        ScriptResult result = Session.Try(
            "Connect-Clarifai -ApiKey $letters -BaseUri $service; Invoke-ClarifaiPredict https://p.example/1.jpg -MaximumRetryCount 0");

        string shown = Shown(result.Terminating ?? Assert.Single(result.Errors));
        Assert.DoesNotContain("C4nary", shown, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("redirect", shown, StringComparison.Ordinal);
    }

    // Its address is in the environment, which .NET reads once.
    [Fact]
    public async Task What_the_proxy_of_the_system_says_is_shown_without_its_user()
    {
        await using var proxy = new RawService();
        const string User = "puser:canary-proxy";
        string address = $"http://{User}@{proxy.Address.Authority}/";
        string sent = Convert.ToBase64String(Encoding.UTF8.GetBytes(User));
        proxy.Answer = request => RawReply.Http(
            request.Target.Contains("502.example", StringComparison.Ordinal) ? 502 : 407,
            $"<html>{address} {User} {sent} canary-proxy</html>",
            "Proxy-Authenticate: Basic realm=\"canary-proxy\"");
        using var shell = ShellProcess.Start(
            """
            $key = ConvertTo-SecureString k0123456789 -AsPlainText
            'http://502.example', 'http://407.example', 'https://407.example' | ForEach-Object {
                Connect-Clarifai -ApiKey $key -BaseUri $_ -AllowUnencryptedAuthentication
                try { Invoke-ClarifaiPredict https://p.example/1.jpg -MaximumRetryCount 0 -Verbose -Debug -ErrorAction Stop *>&1 }
                catch { $_; $_.Exception.ToString(); $_ | Format-List * -Force; $_.ErrorDetails.RecommendedAction }
            }
            """,
            start =>
            {
                start.Environment["http_proxy"] = address;
                start.Environment["https_proxy"] = address;
                start.Environment.Remove("no_proxy");
                start.Environment.Remove("NO_PROXY");
            });

        ShellResult result = await shell.EndAsync();

        Assert.Equal("", result.Error);
        AssertClean(result.Output);
        Assert.Equal(["POST", "POST", "POST", "CONNECT", "CONNECT"], proxy.Requests.Select(request => request.Method));
        Assert.Equal(2, proxy.Requests.Count(request => request.Header("Proxy-Authorization") == $"Basic {sent}"));
        Assert.Equal(2, Regex.Count(result.Output, "The proxy rejected the credentials .*-ProxyCredential"));
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_told_without_its_user()
    {
        var proxy = new RawService();
        Session.Set("proxy", new Uri($"http://puser:canary-proxy@{proxy.Address.Authority}/"));
        await proxy.DisposeAsync();

        ScriptResult result = Session.Try(
            "Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy;"
            + "Invoke-ClarifaiPredict https://p.example/1.jpg -MaximumRetryCount 0");

        AssertClean(Shown(result.Terminating ?? Assert.Single(result.Errors)));
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void An_address_with_a_slip_is_an_error_that_shows_no_query(string address)
    {
        Session.Set("address", address);

        Assert.All(Ways, script => AssertClean(Session.Try($"{script} -Verbose -Debug 5>&1")));
        Assert.Empty(Service.Requests);
    }

    // In quadratic time each would take many minutes.
    [Theory]
    [InlineData("Invoke-ClarifaiPredict -Uri ('https://' + 'a' * 500000 + '/?x')")]
    [InlineData("Invoke-ClarifaiPredict ('https:' + 'a' * 500000)")]
    [InlineData("Invoke-ClarifaiPredict ('a/' * 500000)")]
    [InlineData("Invoke-ClarifaiPredict ('a/' * 500000 + '*')")]
    [InlineData("Invoke-ClarifaiPredict -LiteralPath ('a/' * 500000)")]
    [InlineData("'a/' * 500000 | Invoke-ClarifaiPredict")]
    [InlineData("'@{' + 'a/' * 500000 | Invoke-ClarifaiPredict")]
    [InlineData("Invoke-ClarifaiPredict ('a.' * 500000 + '/')")]
    public void A_long_text_is_refused_at_once(string script)
    {
        string message = OneError(Session.Try(script)).Exception.Message;

        Assert.InRange(message.Length, 1, 1000);
    }

    [Fact]
    public void An_address_with_a_slip_is_measured_without_its_query()
    {
        ScriptResult result = Session.Try("Measure-ClarifaiInput 's3://bucket/1.jpg?sig=canary-query' | ForEach-Object Refused");

        AssertClean(string.Join('\n', result.Output.Select(refused => $"{refused}")));
        AssertClean(string.Join('\n', result.Errors.Select(Shown).Concat(result.Warnings)));
        Assert.NotEmpty(result.Output);
    }

    // 192.0.2.1 is nobody's address. A client that sent the key would have to connect there first.
    [Theory]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("http://localhost:9")]
    [InlineData("http://service.example")]
    public void A_key_does_not_go_through_a_remote_proxy_in_the_open(string service)
    {
        ScriptResult result = Session.Try(
            $"Connect-Clarifai -ApiKey $key -BaseUri {service} -Proxy http://192.0.2.1:3128;"
            + "Invoke-ClarifaiPredict https://p.example/1.jpg -MaximumRetryCount 0 -TimeoutSec 1");

        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.Contains("-AllowUnencryptedAuthentication", Said(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_goes_through_a_proxy_on_this_machine_to_this_machine()
    {
        await using var proxy = new RawService();
        Session.Set("proxy", proxy.Address);

        Session.Run("Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy; Invoke-ClarifaiPredict https://p.example/1.jpg");

        Assert.Equal($"Key {Key}", Assert.Single(proxy.Requests).Authorization);
    }

    [Theory]
    [InlineData("output")]
    [InlineData("envelope")]
    [InlineData("page")]
    public void Control_characters_are_shown_escaped(string place)
    {
        const string Evil = "\u001b[31mred\u0007\u009b2J\rfake\nline\u0000\u202eend";
        string quoted = RawReply.Quoted(Evil);
        Service.Answer = _ => place switch
        {
            "output" => RawReply.Outputs(400, 10020, Failed($$""" "description":{{quoted}},"details":{{quoted}} """)),
            "envelope" => RawReply.Http(401, $$$"""{"status":{"code":11009,"description":{{{quoted}}},"req_id":{{{quoted}}} }}"""),
            _ => RawReply.Http(200, Evil),
        };

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict https://p.example/1.jpg -Verbose");

        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.DoesNotContain(error.Exception.Message, char.IsControl);
        Assert.Matches(@"(\\u001[bB]|\\x1[bB]|\\e|\u241B|\^\[)\[31mred", error.Exception.Message);
        Assert.All(result.Verbose.Concat(result.Warnings), line => Assert.DoesNotContain(line, char.IsControl));
    }

    [Fact]
    public void Control_characters_in_a_model_version_are_shown_escaped()
    {
        Service.Answer = _ => RawReply.Outputs(200, 10000, RawReply.Output("a", version: @"\u001b[31m\u202e1"));

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict https://p.example/1.jpg -Verbose");

        Assert.Contains(result.Verbose, line => line.Contains("[31m", StringComparison.Ordinal));
        Assert.All(result.Verbose, line => Assert.DoesNotContain(line, shown => char.IsControl(shown) || shown == '\u202E'));
    }

    [Fact]
    public void Control_characters_in_a_name_do_not_reach_the_screen()
    {
        Service.Answer = _ => RawReply.Outputs(200, 10000, RawReply.Output("\u0007bell\u001b]0;title\u0007"));

        string screen = Session.Show("Invoke-ClarifaiPredict https://p.example/1.jpg");

        Assert.Contains("bell", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0007", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b]", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_claim_of_the_page_on_security_links_its_test()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("docs", "security.md"));
        IReadOnlyList<string> claims = Claims(lines);

        Assert.NotEmpty(claims);
        Assert.All(claims, claim =>
        {
            IEnumerable<string> links = Link().Matches(claim).Select(link => link.Groups["path"].Value);
            string[] tests = [.. links.Where(path => path.Contains("tests/", StringComparison.Ordinal))];
            Assert.True(tests.Length > 0, $"No test: {claim}");
            Assert.All(tests, path => Assert.True(File.Exists(Path.Combine(Repository.PathOf("docs"), path.Split('#')[0])), path));
        });
    }

    [Fact]
    public void The_page_on_security_does_not_say_that_the_engine_downloads_from_public_addresses_only()
    {
        string page = string.Join(' ', File.ReadAllLines(Repository.PathOf("docs", "security.md")));

        Assert.DoesNotContain("from public addresses only", page, StringComparison.Ordinal);
    }

    // Each item of a list is a claim; so is each paragraph below a heading, the first one apart.
    private static List<string> Claims(string[] lines)
    {
        var claims = new List<string>();
        foreach (string line in lines.SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                claims.Add(line);
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal) && claims.Count > 0)
            {
                claims[^1] += " " + line.Trim();
            }
        }

        return claims;
    }

    // What one has given oneself is whole.
    private static string WithoutSource(string json) => json.Replace($"\"Source\": \"{Picture}\"", "", StringComparison.Ordinal);

    private static string Failed(string status) =>
        $$$"""{"id":"o1","status":{"code":30104,{{{status}}}},"model":{"id":"m","model_version":{"id":"v"}},"data":{}}""";

    // One error, and nothing in it or beside it.
    private static void AssertClean(ScriptResult result)
    {
        AssertClean(Shown(result.Terminating ?? Assert.Single(result.Errors)));
        AssertClean(string.Join('\n', result.Verbose.Concat(result.Warnings).Concat(result.Output.Select(line => $"{line}"))));
    }

    private static void AssertClean(string text) => Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("%[0-9A-F]{2}")]
    private static partial Regex EncodedByte();

    [GeneratedRegex(@"\]\((?<path>[^)]+)\)")]
    private static partial Regex Link();
}
