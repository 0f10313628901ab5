using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Connecting;

/// <summary>Keys as the vaults of SecretManagement give them: a SecureString, as an argument, down the pipeline or in a property.</summary>
public sealed class SecretVaultTests : ConnectedTest
{
    private const string Vault = """
        function Get-Secret([string] $Name, [switch] $AsPlainText) {
            if ($AsPlainText) { 'key-of-the-vault' } else { [Net.NetworkCredential]::new('', 'key-of-the-vault').SecurePassword }
        }
        """;

    [Theory]
    [InlineData("Connect-Clarifai -ApiKey (Get-Secret Clarifai) -BaseUri $service", "/v2/models/birds/outputs")]
    [InlineData("Connect-Clarifai (Get-Secret Clarifai) -BaseUri $service", "/v2/models/birds/outputs")]
    [InlineData("Get-Secret Clarifai | Connect-Clarifai -BaseUri $service", "/v2/models/birds/outputs")]
    [InlineData(
        "Connect-Clarifai -PersonalAccessToken (Get-Secret Clarifai) -UserId alice -AppId photos -BaseUri $service",
        "/v2/users/alice/apps/photos/models/birds/outputs")]
    [InlineData("[pscustomobject]@{ ApiKey = Get-Secret Clarifai } | Connect-Clarifai -BaseUri $service", "/v2/models/birds/outputs")]
    [InlineData(
        "[pscustomobject]@{ PersonalAccessToken = Get-Secret Clarifai; UserId = 'alice'; AppId = 'photos' } "
            + "| Connect-Clarifai -BaseUri $service",
        "/v2/users/alice/apps/photos/models/birds/outputs")]
    public void A_secret_is_a_key(string connect, string path)
    {
        Session.Run($"{Vault}; {connect}; Invoke-ClarifaiPredict https://example.com/a.jpg -Model birds");

        ReceivedRequest request = Assert.Single(Service.Requests);
        Assert.Equal(("Key key-of-the-vault", path), (request.Authorization, request.Path));
    }

    [Fact]
    public void A_secret_as_plain_text_is_no_key()
    {
        ScriptResult result = Session.Try($"{Vault}; Get-Secret Clarifai -AsPlainText | Connect-Clarifai -BaseUri $service");

        Assert.Equal("InputObjectNotBound", Assert.Single(result.Errors).Id());
        Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg");
        Assert.Equal("Key " + ModuleSession.Key, Assert.Single(Service.Requests).Authorization);
    }

    [Fact]
    public void A_vault_without_such_a_secret_connects_nobody_and_leaves_the_connection_that_was_there()
    {
        ScriptResult result = Session.Run("function Get-Secret { }; Get-Secret Clarifai | Connect-Clarifai -PassThru");

        Assert.Empty(result.Output);
        Assert.Equal("ApiKey", Assert.Single(Session.Run("Get-ClarifaiConnection").Output).Value("Authentication"));
    }
}
