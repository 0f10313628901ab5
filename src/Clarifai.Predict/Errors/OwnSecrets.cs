using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Clarifai;

/// <summary>
/// Finds our own secrets in texts of others: the service, a gateway or a proxy may echo what it was sent. Matches the whole secret, in
/// every encoding in which it can come back; never single words of it.
/// </summary>
internal sealed class OwnSecrets
{
    private readonly List<(string Text, string Shown)> _forms = [];
    private readonly List<(byte[] Text, byte[] Shown)> _bytes;

    /// <param name="secrets">Texts that are secret as they are.</param>
    /// <param name="addresses">Addresses whose user info, query and fragment are secret.</param>
    public OwnSecrets(IEnumerable<string> secrets, IEnumerable<string> addresses)
    {
        foreach (string secret in secrets)
        {
            Add(secret, "***");
        }

        foreach (string address in addresses)
        {
            AddAddress(address);
        }

        _bytes = [.. _forms.Select(form => (Encoding.UTF8.GetBytes(form.Text), Encoding.UTF8.GetBytes(form.Shown)))];
    }

    public string TakeOutOf(string text) =>
        _forms.Aggregate(text, (current, form) => current.Contains(form.Text) ? current.Replace(form.Text, form.Shown) : current);

    /// <returns>The same bytes if they contain no secret.</returns>
    public byte[] TakeOutOf(byte[] text) => _bytes.Aggregate(text, (current, form) => Replace(current, form.Text, form.Shown));

    /// <summary>The cause of an error, unless it contains a secret.</summary>
    public Exception? TakeOutOf(Exception cause)
    {
        string text = cause.ToString();
        return _forms.Exists(form => text.Contains(form.Text)) ? null : cause;
    }

    private void AddAddress(string address)
    {
        int fragment = address.IndexOf('#');
        string whole = fragment < 0 ? address : address.Substring(0, fragment);
        int query = whole.IndexOf('?');
        int authority = address.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = address.IndexOfAny(['/', '?', '#'], authority);
        int user = address.LastIndexOf('@', (path < 0 ? address.Length : path) - 1);
        Add(fragment < 0 ? "" : address.Substring(fragment), "");
        if (query >= 0)
        {
            Add(whole.Substring(query), "");
            Add(whole.IndexOf('=', query) < 0 ? "" : whole.Substring(query + 1), "***");
        }

        if (user >= authority)
        {
            Add(address.Substring(authority, user + 1 - authority), "");
        }
    }

    // As it is, decoded, encoded for an address, for a page and for JSON.
    private void Add(string secret, string shown)
    {
        if (secret.Length < 2)
        {
            return;
        }

        string encoded = Uri.EscapeDataString(secret);
        string[] plain = [secret, Uri.UnescapeDataString(secret), encoded, PercentLower(encoded), WebUtility.HtmlEncode(secret)];
        IEnumerable<string> all = plain
            .SelectMany(form => new[] { form, JavaScriptEncoder.Default.Encode(form) })
            .SelectMany(form => new[] { form, form.Replace("/", "\\/") });
        _forms.AddRange(all.Distinct().Where(form => _forms.TrueForAll(known => known.Text != form)).Select(form => (form, shown)));
    }

    private static string PercentLower(string encoded)
    {
        var text = new StringBuilder(encoded);
        for (int i = 0; i < text.Length - 2; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
            }
        }

        return text.ToString();
    }

    private static byte[] Replace(byte[] text, byte[] secret, byte[] shown)
    {
        int next = text.AsSpan().IndexOf(secret);
        if (next < 0)
        {
            return text;
        }

        using var result = new MemoryStream(text.Length);
        int done = 0;
        while (next >= 0)
        {
            result.Write(text, done, next);
            result.Write(shown, 0, shown.Length);
            done += next + secret.Length;
            next = text.AsSpan(done).IndexOf(secret);
        }

        result.Write(text, done, text.Length - done);
        return result.ToArray();
    }
}
