using System.Net;
using System.Security;

namespace Clarifai;

/// <summary>An API key or a personal access token. The secret itself cannot be read from it.</summary>
internal sealed class ClarifaiCredential
{
    private readonly SecureString _secret;

    /// <param name="kind">What the secret is.</param>
    /// <param name="secret">The secret; copied.</param>
    /// <exception cref="ClarifaiException">The secret is empty or has a character that no key has (NotAuthenticated).</exception>
    public ClarifaiCredential(CredentialKind kind, SecureString secret)
    {
        Kind = kind;
        _secret = secret.Copy();
        _secret.MakeReadOnly();

        // A line break would end the header it is sent in; the text is not shown, it may be a key with a typing error.
        string text = Reveal();
        if (text.Length == 0 || text.Any(character => character is <= ' ' or > '~'))
        {
            throw new ClarifaiException(ErrorId.NotAuthenticated, "The key is empty, or has blanks or characters in it that no key has.");
        }
    }

    /// <summary>What the secret is.</summary>
    public CredentialKind Kind { get; }

    public override string ToString() => Kind.ToString();

    /// <summary>A credential from a text that is in memory anyway, such as a variable of the environment.</summary>
    public static ClarifaiCredential FromText(CredentialKind kind, string text)
    {
        using SecureString secret = new NetworkCredential("", text).SecurePassword;
        return new ClarifaiCredential(kind, secret);
    }

    public string Reveal() => new NetworkCredential("", _secret).Password;
}
