using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Connecting;

/// <summary>A token that names no owner is refused by the service in words that sound as if the token were wrong.</summary>
public sealed class OwnerTests : ConnectedTest
{
    private const string Explanation =
        " The service returns this when a personal access token is sent without a user and an app. "
        + "Either specify the model with its owner, as user/app/model, or connect with both: "
        + "Connect-Clarifai -PersonalAccessToken <token> -UserId <user> -AppId <app>.";

    [Theory]
    [InlineData("Must provide app external ID in API authorizer")]
    [InlineData("an app_id is required with a personal access token")]
    public void What_the_service_wants_is_explained(string details)
    {
        Service.Reply = _ => StubReply.Status(401, 11008, "Invalid API key or Invalid API key/application pair", details);

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg -Model birds");

        Assert.Equal(("NotAuthenticated", ErrorCategory.AuthenticationError), result.Terminating!.Kind());
        Assert.Equal(
            $"Invalid API key or Invalid API key/application pair: {details} "
            + "(code 11008, HTTP 401, request request-1)." + Explanation,
            result.Terminating!.Exception.Message);
    }

    [Theory]
    [InlineData(11008, "Invalid format of key.", "Invalid format of key")]
    [InlineData(11009, "invalid key(None), which is of no app or id", "No: invalid key(None), which is of no app or id")]
    public void A_key_that_is_wrong_is_not_explained_away(int code, string details, string shown)
    {
        Service.Reply = _ => StubReply.Status(401, code, "No", details);

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal(
            $"{shown} (code {code}, HTTP 401, request request-1).",
            result.Terminating!.Exception.Message);
    }
}
