namespace Clarifai;

/// <summary>The kind of a secret. Both kinds have 32 characters and look the same.</summary>
internal enum CredentialKind
{
    /// <summary>A key of one app: the key determines the app.</summary>
    ApiKey,

    /// <summary>A personal access token: requests specify the user and app that own the model.</summary>
    PersonalAccessToken,
}
