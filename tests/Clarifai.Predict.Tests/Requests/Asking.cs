using System.Security;

namespace Clarifai.Tests;

/// <summary>Clients that talk to a handler, and what they sent.</summary>
internal static class Asking
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    public static ClarifaiCredential Credential(CredentialKind kind = CredentialKind.ApiKey, string secret = Key)
    {
        using var secure = new SecureString();
        foreach (char character in secret)
        {
            secure.AppendChar(character);
        }

        return new ClarifaiCredential(kind, secure);
    }

    public static ClarifaiClientOptions Options(CredentialKind kind = CredentialKind.ApiKey) => new() { Credential = Credential(kind) };

    /// <summary>Sends one request to a service that answers that all is well.</summary>
    public static async Task<SentRequest> SendAsync(
        ClarifaiClientOptions options, ModelReference model, PredictOptions? predict = null, params PredictInput[] inputs)
    {
        if (inputs.Length == 0)
        {
            inputs = [Pictures.AtAddress(0)];
        }

        var handler = new ScriptedHandler(_ => ScriptedHandler.Json(Pictures.Answer(inputs.Select((_, i) => $"{i}"))));
        using var client = new ClarifaiClient(options, handler);
        await client.PredictAsync(model, inputs, predict, cancellationToken: TestContext.Current.CancellationToken);
        return Assert.Single(handler.Requests);
    }

    public static Task<SentRequest> SendAsync(PredictInput input, PredictOptions? predict = null) =>
        SendAsync(Options(), ModelReference.Parse("general"), predict, input);
}
