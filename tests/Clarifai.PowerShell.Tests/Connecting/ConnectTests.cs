using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Connecting;

/// <summary>Where requests go, and as whom.</summary>
public sealed class ConnectTests : ConnectedTest
{
    [Theory]
    [InlineData("-ApiKey")]
    [InlineData("-PersonalAccessToken")]
    [InlineData("")]
    public void The_secret_goes_into_the_header_of_every_request(string parameter)
    {
        Session.Set("secret", ModuleSession.Secret("another-key-7"));

        Session.Run($"Connect-Clarifai {parameter} $secret -BaseUri $service; Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal("Key another-key-7", Assert.Single(Service.Requests).Authorization);
    }

    [Fact]
    public void A_connection_is_legible_in_a_table()
    {
        PSObject row = Assert.Single(Session.Run("Get-ClarifaiConnection | ConvertTo-Csv | ConvertFrom-Csv").Output);

        Assert.Equal("128 inputs per request, images up to 20 MB, videos up to 91.55 MB and 10 minutes", row.Value("Limits"));
        Assert.All(row.Properties, cell => Assert.DoesNotMatch(@"System\.|Clarifai\.|\{", cell.Value?.ToString() ?? ""));
    }

    [Fact]
    public void A_secret_as_plain_text_is_refused()
    {
        ScriptResult result = Session.Try("Connect-Clarifai -ApiKey 'plain-text-key'");

        Assert.Equal("CannotConvertArgumentNoMessage", result.Terminating!.Id());
        Assert.DoesNotContain("plain-text-key", result.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\r\nbreak: x")]
    [InlineData("schlüssel")]
    public void A_secret_that_cannot_be_a_key_is_refused_without_being_shown(string secret)
    {
        Session.Set("secret", ModuleSession.Secret(secret));

        ScriptResult result = Session.Try("Connect-Clarifai -ApiKey $secret -BaseUri $service");

        Assert.Equal("NotAuthenticated", result.Terminating!.Id());
        Assert.Equal("The key is empty or contains spaces or characters not allowed in a key.", result.Terminating!.Exception.Message);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}/")]
    [InlineData("{0}/v2")]
    [InlineData("{0}/v2/")]
    [InlineData("  {0}  ")]
    public void The_address_may_end_with_a_slash_or_v2(string form)
    {
        string address = Service.Address.GetLeftPart(UriPartial.Authority);
        Session.Set("address", form.Replace("{0}", address, StringComparison.Ordinal));

        ScriptResult result = Session.Run("Connect-Clarifai -ApiKey $key -BaseUri $address -PassThru");
        Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal([new Uri(address + "/")], result.All("BaseUri"));
        Assert.StartsWith("/v2/models/", Assert.Single(Service.Requests).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_with_a_path_is_a_gateway()
    {
        Session.Set("address", Service.Address + "gateway/clarifai/v2");

        Session.Run("Connect-Clarifai -ApiKey $key -BaseUri $address; Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.StartsWith("/gateway/clarifai/v2/models/", Assert.Single(Service.Requests).Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "https://api.clarifai.com/")]
    [InlineData("-BaseUri api.example.com", "https://api.example.com/")]
    [InlineData("-BaseUri api.example.com:8443/v2", "https://api.example.com:8443/")]
    public void An_address_without_a_scheme_means_https(string parameter, string expected)
    {
        ScriptResult result = Session.Run($"Connect-Clarifai -ApiKey $key {parameter} -PassThru");

        Assert.Equal([new Uri(expected)], result.All("BaseUri"));
    }

    [Theory]
    [InlineData("ftp://api.example.com")]
    [InlineData("https://user:canary@api.example.com")]
    [InlineData("https://api.example.com/?key=canary")]
    [InlineData("https://api.example.com/#canary")]
    [InlineData("https://")]
    public void What_is_no_plain_address_of_the_web_is_refused_without_being_shown(string address)
    {
        Session.Set("address", address);

        ScriptResult result = Session.Try("Connect-Clarifai -ApiKey $key -BaseUri $address");

        Assert.Equal("NotConnected", result.Terminating!.Id());
        Assert.Equal(
            "The base URL must be an http or https URL such as https://api.clarifai.com, without a user name, query, or fragment.",
            result.Terminating!.Exception.Message);
    }

    [Theory]
    [InlineData("http://api.example.com")]
    [InlineData("http://127.example.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://10.0.0.1")]
    public void A_key_goes_over_plain_http_to_another_machine_only_on_request(string address)
    {
        Session.Set("address", address);

        ScriptResult refused = Session.Try("Connect-Clarifai -ApiKey $key -BaseUri $address");
        ScriptResult allowed = Session.Run("Connect-Clarifai -ApiKey $key -BaseUri $address -AllowUnencryptedAuthentication -PassThru");

        Assert.Equal("NotAuthenticated", refused.Terminating!.Id());
        Assert.Equal(
            $"The key would be sent to {new Uri(address).Host} over plain http, where others can read it. "
            + "Use https, or allow it: Connect-Clarifai -AllowUnencryptedAuthentication.",
            refused.Terminating!.Exception.Message);
        Assert.Equal([new Uri(address)], allowed.All("BaseUri"));
    }

    [Fact]
    public void Nothing_is_emitted_without_PassThru() => Assert.Empty(Session.Run("Connect-Clarifai -ApiKey $key").Output);

    [Fact]
    public void A_refused_connection_leaves_the_one_that_was_there()
    {
        Session.Try("Connect-Clarifai -ApiKey $key -BaseUri ftp://x");

        Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task A_connection_that_is_given_wins_over_the_sessions()
    {
        await using StubService other = await StubService.StartAsync();
        Session.Set("other", other.Address.ToString());

        Session.Run("""
            $first = Get-ClarifaiConnection
            Connect-Clarifai -ApiKey $key -BaseUri $other
            Invoke-ClarifaiPredict https://example.com/first.jpg -Connection $first
            Invoke-ClarifaiPredict https://example.com/other.jpg
            """);

        Assert.Equal(["https://example.com/first.jpg"], Service.Captions);
        Assert.Equal(["https://example.com/other.jpg"], other.Captions);
    }

    [Theory]
    [InlineData("Disconnect-Clarifai")]
    [InlineData("Get-ClarifaiConnection | Disconnect-Clarifai")]
    public void Disconnect_forgets_the_connection(string script)
    {
        ScriptResult result = Session.Try($"{script}; Get-ClarifaiConnection; Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Empty(result.Output);
        Assert.Equal("NotConnected", result.Terminating!.Id());
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void Disconnect_without_a_connection_is_no_error()
    {
        Session.Run("Disconnect-Clarifai");

        Assert.Equal(["There is no connection to close."], Session.Run("Disconnect-Clarifai -Verbose").Verbose);
    }

    [Fact]
    public void Disconnecting_another_connection_leaves_the_sessions()
    {
        Session.Run("""
            $first = Get-ClarifaiConnection
            Connect-Clarifai -ApiKey $key -BaseUri $service -UserId second -AppId app
            Disconnect-Clarifai -Connection $first
            """);

        Assert.Equal(["second"], Session.Run("Get-ClarifaiConnection").All("UserId"));
    }

    [Fact]
    public void A_connection_says_what_it_is_but_not_its_key()
    {
        PSObject connection = Assert.Single(Session.Run("Get-ClarifaiConnection").Output);

        Assert.Equal("Clarifai.PowerShell.ClarifaiConnection", connection.TypeNames[0]);
        Assert.Equal($"{Service.Address} (ApiKey)", connection.ToString());
        Assert.Equal("ApiKey", connection.Value("Authentication"));
        Assert.Equal(false, connection.Value("IsLocal"));
        Assert.Null(connection.Value("EngineVersion"));
    }

    [Fact]
    public void The_key_is_in_no_property_at_any_depth_and_in_no_copy()
    {
        PSObject connection = Assert.Single(Session.Run("Get-ClarifaiConnection").Output);

        string serialized = PSSerializer.Serialize(connection, 10);

        Assert.Contains(Service.Address.ToString(), serialized, StringComparison.Ordinal);
        Assert.DoesNotContain(ModuleSession.Key, serialized, StringComparison.Ordinal);
        AssertNoSecret(connection.BaseObject, []);
    }

    [Theory]
    [InlineData("-ServiceLimit 2019", 10L * 1024 * 1024)]
    [InlineData("-ServiceLimit Current", 96_000_000L)]
    [InlineData("", 96_000_000L)]
    public void The_limits_are_todays_or_those_of_2019(string parameter, long maximumVideoBytes)
    {
        ScriptResult result = Session.Run($"(Connect-Clarifai -ApiKey $key {parameter} -PassThru).Limits");

        Assert.Equal([maximumVideoBytes], result.All("MaximumVideoBytes"));
    }

    [Fact]
    public void The_limits_of_2019_refuse_a_video_that_todays_service_takes()
    {
        string clip = Folder.Video("clip.mp4");
        using (FileStream file = File.OpenWrite(clip))
        {
            file.SetLength((10 * 1024 * 1024) + 1);
        }

        ScriptResult result = Session.Try(
            "Connect-Clarifai -ApiKey $key -BaseUri $service -ServiceLimit 2019; $input | Invoke-ClarifaiPredict", clip);

        Assert.Equal("FileTooLarge", Assert.Single(result.Errors).Id());
        Assert.Empty(Service.Requests);
    }

    // Everything that can be reached through public properties, as Format-List -Property * -Depth and debuggers would.
    private static void AssertNoSecret(object? value, HashSet<object> seen)
    {
        if (value is null || (value.GetType().IsClass && !seen.Add(value)))
        {
            return;
        }

        Assert.DoesNotContain(ModuleSession.Key, value.ToString(), StringComparison.Ordinal);
        Assert.False(value is System.Security.SecureString or HttpRequestMessage or HttpClient, $"{value.GetType()} can be reached.");
        if (value.GetType().Namespace!.StartsWith("Clarifai", StringComparison.Ordinal))
        {
            foreach (System.Reflection.PropertyInfo property in value.GetType().GetProperties()
                .Where(property => property.GetIndexParameters().Length == 0))
            {
                AssertNoSecret(property.GetValue(value), seen);
            }
        }
    }
}
