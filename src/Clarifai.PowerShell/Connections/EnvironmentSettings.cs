namespace Clarifai.PowerShell;

/// <summary>The connection configured by environment variables, the same that Clarifai's own clients use.</summary>
internal sealed record EnvironmentSettings(CredentialKind Kind, string Secret, string? UserId, string? AppId, string? BaseUri)
{
    /// <summary>The variable with the service's address.</summary>
    public const string AddressVariable = "CLARIFAI_API_BASE";

    private const string TokenVariable = "CLARIFAI_PAT";
    private const string KeyVariable = "CLARIFAI_API_KEY";

    /// <summary>The variables that contain secrets: they are not passed to child processes.</summary>
    public static IReadOnlyList<string> SecretVariables { get; } = [TokenVariable, KeyVariable];

    /// <returns>Null if neither a token nor a key is set.</returns>
    public static EnvironmentSettings? Read()
    {
        string? token = Get(TokenVariable);
        CredentialKind kind = token is null ? CredentialKind.ApiKey : CredentialKind.PersonalAccessToken;
        return (token ?? Get(KeyVariable)) is { } secret
            ? new EnvironmentSettings(kind, secret, Get("CLARIFAI_USER_ID"), Get("CLARIFAI_APP_ID"), Get(AddressVariable))
            : null;
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
