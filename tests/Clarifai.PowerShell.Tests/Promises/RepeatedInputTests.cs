using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>What is billed once: the same input again, and what binds as an input at all.</summary>
public sealed class RepeatedInputTests : PromiseTest
{
    private const string Address = "https://p.example/a.jpg";

    private const string Three =
        """{"concepts":[{"id":"1","name":"x","value":0.9},{"id":"2","name":"y","value":0.8},{"id":"3","name":"z","value":0.7}]}""";

    [Theory]
    [InlineData("cat [1].jpg")]
    [InlineData(Address)]
    public void Results_that_are_piped_back_in_are_asked_about_once(string input)
    {
        string source = input == Address ? input : Folder.Picture(input);
        Session.Set("source", source);
        Service.Answer = request => RawReply.Outputs(200, 10000, request.Captions.Select(_ => RawReply.OutputOf(Three)));

        ScriptResult result = Session.Run(
            """
            if ($source -like 'https*') { $rows = Invoke-ClarifaiPredict -Uri $source }
            else { $rows = Invoke-ClarifaiPredict -LiteralPath $source }
            $rows | Invoke-ClarifaiPredict -Model food -Verbose
            """);

        Assert.Equal(["x", "y", "z"], result.Names);
        Assert.Equal([source, source, source], result.Sources);
        Assert.Equal([0, 0, 0], result.All("InputIndex"));
        Assert.Equal(2, Service.Captions.Count);
        Assert.Single(result.Verbose, line => Regex.IsMatch(line, "(?i)again|same|once|repeat|succession"));
    }

    [Fact]
    public void The_same_input_in_direct_succession_counts_once_everywhere()
    {
        string[] inputs = [Folder.Picture("a.jpg"), Folder.Picture("b.jpg")];
        Session.Set("a", inputs[0]);
        Session.Set("b", inputs[1]);

        ScriptResult result = Session.Run($"$a, $a, $a, $b, $b, '{Address}', '{Address}' | Invoke-ClarifaiPredict {OneByOne}");
        PSObject measure = Session.Run($"$a, $a, $a, $b, $b, '{Address}', '{Address}' | Measure-ClarifaiInput").Output.Single();

        Assert.Equal(["a", "b", Address], Service.Captions);
        Assert.Equal([.. inputs, Address], result.Sources);
        Assert.Equal([0, 1, 2], result.All("InputIndex"));
        Assert.Equal("3", $"{measure.Value("Inputs")}");
        Assert.Equal("3", $"{measure.Value("Images")}");
    }

    [Fact]
    public void The_same_input_again_after_another_one_is_asked_again()
    {
        Session.Set("a", Folder.Picture("a.jpg"));
        Session.Set("b", Folder.Picture("b.jpg"));

        ScriptResult result = Session.Run("$a, $b, $a | Invoke-ClarifaiPredict");

        Assert.Equal(["a", "b", "a"], result.Names);
        Assert.Equal([0, 1, 2], result.All("InputIndex"));
    }

    [Fact]
    public void The_same_missing_file_in_direct_succession_is_one_error()
    {
        string missing = Folder.PathOf("missing.jpg");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", missing, missing, Folder.Picture("a.jpg"));

        Assert.Equal(missing, OneError(result).TargetObject);
        Assert.Equal(["a"], result.Names);
    }

    [Theory]
    [InlineData("Export-Csv rows.csv", "Import-Csv rows.csv")]
    [InlineData("Select-Object Source, Name, Value | Export-Csv rows.csv", "Import-Csv rows.csv")]
    [InlineData("Select-Object Source | ConvertTo-Json | Set-Content rows.json", "Get-Content rows.json -Raw | ConvertFrom-Json")]
    [InlineData("ForEach-Object { @{ Source = $_.Source } } | ConvertTo-Json | Set-Content a.json", "Get-Content a.json |ConvertFrom-Json")]
    [InlineData("Set-Variable rows", "$rows | ForEach-Object { [pscustomobject]@{ Source = $_.Source } }")]
    public void Source_is_a_path_or_an_address_whichever_it_is(string write, string read)
    {
        string path = Folder.Picture("cat [1].jpg");
        Folder.Picture("cat 1.jpg");
        Session.Set("path", path);

        ScriptResult result = Session.Run(
            $$"""
            $rows = @(Invoke-ClarifaiPredict -LiteralPath $path; Invoke-ClarifaiPredict -Uri '{{Address}}')
            $rows | {{write.Replace("Set-Variable rows", "Out-Null", StringComparison.Ordinal)}}
            {{read}} | Invoke-ClarifaiPredict -Model food {{OneByOne}}
            """);

        Assert.Equal([path, Address], result.Sources);
        Assert.Equal(["cat [1]", Address, "cat [1]", Address], Service.Captions);
    }

    [Fact]
    public async Task A_web_response_is_its_content()
    {
        await using var web = new RawService();
        byte[] picture = SampleFile.Picture("from the web");
        web.Answer = _ => new RawReply(
            [.. "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 16\r\n\r\n"u8, .. picture]);
        Session.Set("web", web.Address);

        ScriptResult result = Session.Run("Invoke-WebRequest $web | Invoke-ClarifaiPredict");

        Assert.Equal(["from the web"], Service.Captions);
        Assert.Equal(["from the web"], result.Names);
    }

    [Fact]
    public async Task A_web_response_that_is_a_page_of_text_is_refused_as_one()
    {
        await using var web = new RawService();
        web.Answer = _ => RawReply.Text(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 41\r\n\r\n<html><body>Sign in, please</body></html>",
            RawEnd.KeepAlive);
        Session.Set("web", web.Address);

        ScriptResult result = Session.Try("Invoke-WebRequest $web -UseBasicParsing | Invoke-ClarifaiPredict");

        ErrorRecord error = OneError(result);
        Assert.Matches("(?i)text|web page", error.Exception.Message);
        Assert.True(error.Exception.Message.Length < 600, error.Exception.Message);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_stream_of_bytes_is_one_error_that_says_how_to_read_a_file()
    {
        Session.Set("path", Folder.Write("cat.jpg", [.. SampleFile.Picture("cat"), .. new byte[10_000]]));

        ScriptResult result = Session.Try("Get-Content $path -AsByteStream | Invoke-ClarifaiPredict");

        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.True(result.Errors.Count <= 1);
        Assert.Contains("-Raw", Said(error), StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_file_read_raw_is_one_input()
    {
        Session.Set("path", Folder.Picture("cat.jpg"));

        Assert.Equal(["cat"], Session.Run(", (Get-Content $path -AsByteStream -Raw) | Invoke-ClarifaiPredict").Names);
    }

    [Theory]
    [InlineData("$text | Invoke-ClarifaiPredict")]
    [InlineData("Invoke-ClarifaiPredict $text")]
    [InlineData("Invoke-ClarifaiPredict -LiteralPath $text")]
    [InlineData("Invoke-ClarifaiPredict -Uri $text")]
    [InlineData("Invoke-ClarifaiPredict -Uri ('http://' + $text)")]
    public void Text_that_is_no_path_is_cut_in_messages(string script)
    {
        Session.Set("text", new string('x', 5000));

        ScriptResult result = Session.Try($"{script} -MaximumRetryCount 0 -Verbose");

        IEnumerable<ErrorRecord> errors = result.Errors.Concat(new[] { result.Terminating }.OfType<ErrorRecord>());
        Assert.All(
            errors.Select(error => error.Exception.Message).Concat(result.Warnings).Concat(result.Verbose),
            text => Assert.DoesNotContain(new string('x', 201), text, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.DoesNotContain(new string('x', 201), $"{error}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_of_many_lines_is_cut_too()
    {
        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", string.Concat(Enumerable.Repeat("no path\n", 1000)));

        Assert.True(OneError(result).Exception.Message.Length < 500);
    }

    [Theory]
    [InlineData("$address | Invoke-ClarifaiPredict")]
    [InlineData("Invoke-ClarifaiPredict $address")]
    [InlineData("Invoke-ClarifaiPredict -Uri $address")]
    [InlineData("[uri] $address | Invoke-ClarifaiPredict")]
    [InlineData("[pscustomobject]@{ Url = $address } | Invoke-ClarifaiPredict")]
    public void An_address_of_a_file_is_that_file(string script)
    {
        string path = Folder.Picture("dog [1] ä.jpg");
        Folder.Picture("dog 1 ä.jpg");
        Session.Set("address", new Uri(path).AbsoluteUri);

        ScriptResult result = Session.Run(script);

        Assert.Equal(["dog [1] ä"], Service.Captions);
        Assert.NotNull(Service.Requests[0].Inputs[0].Content);
        Assert.Equal([path], result.Sources);
    }

    [Theory]
    [InlineData("Url")]
    [InlineData("Uri")]
    public void A_row_with_an_empty_address_says_so_and_the_others_are_asked_about(string column)
    {
        string rows = $"{column},Note\n{Address},first\n,nothing\nhttps://p.example/c.jpg,last\n";
        Folder.Write("urls.csv", Encoding.UTF8.GetBytes(rows));

        ScriptResult result = Session.Try("Import-Csv urls.csv | Invoke-ClarifaiPredict");

        Assert.Equal([Address, "https://p.example/c.jpg"], result.Sources);
        ErrorRecord error = OneError(result);
        Assert.Matches("(?i)empty", error.Exception.Message);
        Assert.Contains(column, error.Exception.Message, StringComparison.OrdinalIgnoreCase);
    }
}
