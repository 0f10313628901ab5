using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Inputs;

/// <summary>URLs: the service downloads them itself, so it must be sent exactly what the user gave.</summary>
public sealed class AddressTests : ConnectedTest
{
    private const string Address = "https://example.com/a%20b.jpg?size=2&x=%2F";

    [Fact]
    public void A_piped_string_that_is_an_address_is_sent_as_it_is()
    {
        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", Address);

        Assert.Equal([new ReceivedInput("image", Address, null)], Service.Inputs);
        Assert.Equal([Address], result.Sources);
    }

    [Theory]
    [InlineData("http://example.com/a.jpg")]
    [InlineData("HTTPS://EXAMPLE.COM/a.jpg")]
    [InlineData("https://example.com/[1].jpg?q=*")]
    public void An_address_as_an_argument_is_sent_as_it_is(string address)
    {
        Session.Set("address", address);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict $address");

        Assert.Equal([address], Service.Captions);
        Assert.Equal([address], result.Sources);
    }

    [Fact]
    public void A_piped_Uri_object_is_an_address()
    {
        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", new Uri("https://example.com/a.jpg"));

        Assert.Equal(["https://example.com/a.jpg"], Service.Captions);
        Assert.Equal(["https://example.com/a.jpg"], result.Sources);
    }

    [Fact]
    public void Addresses_can_be_given_by_name()
    {
        ScriptResult result = Session.Run("Invoke-ClarifaiPredict -Uri https://example.com/a.jpg, https://example.com/b.jpg");

        Assert.Equal(["https://example.com/a.jpg", "https://example.com/b.jpg"], result.Sources);
    }

    [Theory]
    [InlineData("https://example.com/clip.mp4", "video")]
    [InlineData("https://example.com/clip.WEBM?token=1", "video")]
    [InlineData("https://example.com/photo.gif", "image")]
    [InlineData("https://example.com/photo", "image")]
    [InlineData("https://example.com/photo?name=clip.mp4", "image")]
    public void The_extension_of_the_path_tells_whether_it_is_a_video(string address, string kind)
    {
        Session.Run("$input | Invoke-ClarifaiPredict", address);

        Assert.Equal([kind], Service.Inputs.Select(input => input.Kind));
    }

    [Theory]
    [InlineData("ftp://example.com/a.jpg")]
    [InlineData("photos/a.jpg")]
    [InlineData("https://")]
    public void What_is_no_address_of_the_web_is_refused_where_only_an_address_can_stand(string text)
    {
        Session.Set("text", text);

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict -Uri $text");

        Assert.Equal("InputRejected", Assert.Single(result.Errors).Id());
        Assert.Equal($"'{text}' is not an absolute http or https URL.", result.Errors[0].Exception.Message);
        Assert.Equal(text, result.Errors[0].TargetObject);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void An_empty_address_as_an_argument_is_refused_by_the_binder()
    {
        ScriptResult result = Session.Try("Invoke-ClarifaiPredict -Uri ''");

        Assert.Equal("ParameterArgumentValidationError", result.Terminating!.Id());
        Assert.Empty(Service.Requests);
    }
}
