namespace Clarifai.PowerShell;

/// <summary>The connection configured by environment variables, the same that Clarifai's own clients use.</summary>
internal sealed record EnvironmentSettings
{
    /// <summary>The variable with the service's address.</summary>
    public const string AddressVariable = "CLARIFAI_API_BASE";

    private const string TokenVariable = "CLARIFAI_PAT";
    private const string KeyVariable = "CLARIFAI_API_KEY";

    private EnvironmentSettings(CredentialKind kind, string secret)
    {
        Kind = kind;
        Secret = secret;
    }

    /// <summary>The variables that contain secrets: they are not passed to child processes.</summary>
    public static IReadOnlyList<string> SecretVariables { get; } = [TokenVariable, KeyVariable];

    private CredentialKind Kind { get; }

    private string Secret { get; }

    private string? UserId { get; init; }

    private string? AppId { get; init; }

    private string? BaseUri { get; init; }

    /// <returns>Null if neither a token nor a key is set.</returns>
    public static EnvironmentSettings? Read()
    {
        (CredentialKind Kind, string Secret)? found = (Get(TokenVariable), Get(KeyVariable)) switch
        {
            ({ } token, _) => (CredentialKind.PersonalAccessToken, token),
            (null, { } key) => (CredentialKind.ApiKey, key),
            _ => null,
        };
        return found is not { } credential ? null : new EnvironmentSettings(credential.Kind, credential.Secret)
        {
            UserId = Get("CLARIFAI_USER_ID"),
            AppId = Get("CLARIFAI_APP_ID"),
            BaseUri = Get(AddressVariable),
        };
    }

    public ClarifaiClientOptions ToOptions() => new()
    {
        Credential = ClarifaiCredential.FromText(Kind, Secret),
        BaseUri = BaseUri is { } address ? ServiceAddress.Parse(address) : ServiceAddress.Default,
        UserId = UserId,
        AppId = AppId,
    };

    /// <summary>A record prints its properties, but not this one.</summary>
    public override string ToString() => Kind.ToString();

    private static string? Get(string variable) =>
        Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } value ? value : null;
}
