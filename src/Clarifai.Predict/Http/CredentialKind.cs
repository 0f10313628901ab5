namespace Clarifai;

/// <summary>What a secret is. Both kinds are 32 characters and cannot be told apart by looking.</summary>
internal enum CredentialKind
{
    /// <summary>A key of one app: the app is known from the key.</summary>
    ApiKey,

    /// <summary>A personal access token: requests name the user and app whose model they mean.</summary>
    PersonalAccessToken,
}
