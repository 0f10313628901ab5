using System.Net;
using System.Security;

namespace Clarifai;

/// <summary>An API key or a personal access token. The secret itself cannot be read from it.</summary>
internal sealed class ClarifaiCredential
{
    private readonly SecureString _secret;

    /// <param name="kind">The kind of secret.</param>
    /// <param name="secret">The secret; copied.</param>
    /// <exception cref="ClarifaiException">The secret is empty or contains a character not allowed in a key (NotAuthenticated).</exception>
    public ClarifaiCredential(CredentialKind kind, SecureString secret)
    {
        Kind = kind;
        _secret = secret.Copy();
        _secret.MakeReadOnly();

        // A line break would end the header. The text is not shown: it may be a mistyped key.
        string text = Reveal();
        if (text.Length == 0 || text.Any(character => character is <= ' ' or > '~'))
        {
            throw new ClarifaiException(
                ErrorId.NotAuthenticated, "The key is empty or contains spaces or characters not allowed in a key.");
        }
    }

    /// <summary>The kind of secret.</summary>
    public CredentialKind Kind { get; }

    public override string ToString() => Kind.ToString();

    /// <summary>Creates a credential from a text that is in memory anyway, such as an environment variable.</summary>
    public static ClarifaiCredential FromText(CredentialKind kind, string text)
    {
        using SecureString secret = new NetworkCredential("", text).SecurePassword;
        return new ClarifaiCredential(kind, secret);
    }

    public string Reveal() => new NetworkCredential("", _secret).Password;
}
