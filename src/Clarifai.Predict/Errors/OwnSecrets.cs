using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Finds our own secrets in texts of others: the service, a gateway or a proxy may echo what it was sent. Matches the whole secret, in
/// every encoding in which it can come back; never single words of it.
/// </summary>
internal sealed class OwnSecrets
{
    // The beginning of an HTML entity, which can be encoded itself.
    private const string Ampersand = @"(?:&|\\+u0026)(?:amp;)*";

    private readonly List<Secret> _secrets = [];

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
    }

    public string TakeOutOf(string text) => _secrets.Aggregate(text, (current, secret) => secret.TakeOutOf(current));

    /// <returns>The same bytes if they contain no secret.</returns>
    public byte[] TakeOutOf(byte[] text)
    {
        if (!_secrets.Exists(secret => secret.MayBeIn(text)))
        {
            return text;
        }

        string shown = Encoding.UTF8.GetString(text);
        string without = TakeOutOf(shown);
        return without == shown ? text : Encoding.UTF8.GetBytes(without);
    }

    /// <summary>The cause of an error, unless it contains a secret.</summary>
    public Exception? TakeOutOf(Exception cause)
    {
        string text = cause.ToString();
        return TakeOutOf(text) == text ? cause : null;
    }

    private void AddAddress(string address)
    {
        int fragment = address.IndexOf('#');
        string whole = fragment < 0 ? address : address.Substring(0, fragment);
        int query = whole.IndexOf('?');
        int authority = address.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = address.IndexOfAny(['/', '?', '#'], authority);
        int user = address.LastIndexOf('@', (path < 0 ? address.Length : path) - 1);
        AddPart(fragment < 0 ? "" : address.Substring(fragment), "");
        if (query >= 0)
        {
            AddPart(whole.Substring(query), "");
            AddPart(whole.IndexOf('=', query) < 0 ? "" : whole.Substring(query + 1), "***");
        }

        if (user >= authority)
        {
            string login = Uri.UnescapeDataString(address.Substring(authority, user - authority));
            Add(login + "@", "");
            if (login.Contains(':'))
            {
                // What downloads from the address sends it like this.
                Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(login)), "***");
                Add(login, "***");
            }
        }
    }

    private void AddPart(string part, string shown) => Add(Uri.UnescapeDataString(part), shown);

    private void Add(string text, string shown)
    {
        if (text.Length > 1)
        {
            _secrets.Add(new Secret(text, shown));
        }
    }

    private sealed class Secret(string text, string shown)
    {
        // Letters and digits stay the same in every encoding: without them, the text is not searched any further.
        private readonly string _core = Regex.Matches(text, "[A-Za-z0-9]+").Cast<Match>()
            .Select(match => match.Value).OrderByDescending(run => run.Length).FirstOrDefault() ?? "";

        private readonly Lazy<Regex> _forms = new(() => new Regex(
            string.Concat(Characters(text).Select(FormsOf)), RegexOptions.CultureInvariant));

        public bool MayBeIn(byte[] body) => body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(_core)) >= 0;

        public string TakeOutOf(string other) =>
            other.IndexOf(_core, StringComparison.Ordinal) < 0 ? other : _forms.Value.Replace(other, shown);

        private static IEnumerable<string> Characters(string text)
        {
            int length;
            for (int i = 0; i < text.Length; i += length)
            {
                length = char.IsSurrogatePair(text, i) ? 2 : 1;
                yield return text.Substring(i, length);
            }
        }

        // As it is; encoded for an address, once or several times; for a page; for JSON, once or several times.
        private static string FormsOf(string character) => character switch
        {
            [var one] when one < 128 && char.IsLetterOrDigit(one) => character,
            "+" or " " => $"(?:{EncodingsOf("+")}|{EncodingsOf(" ")})",
            _ => $"(?:{EncodingsOf(character)})",
        };

        private static string EncodingsOf(string character)
        {
            string bytes = string.Concat(Encoding.UTF8.GetBytes(character).Select(value => $"%(?:25)*{value:x2}"));
            string units = string.Concat(character.Select(unit => $@"\\+u{(int)unit:x4}"));
            int code = character.Length > 1 ? char.ConvertToUtf32(character, 0) : character[0];
            string number = code.ToString(CultureInfo.InvariantCulture);
            string hex = code.ToString("x", CultureInfo.InvariantCulture);
            string? name = character switch { "&" => "amp", "<" => "lt", ">" => "gt", "\"" => "quot", "'" => "apos", _ => null };
            return $@"\\*{Regex.Escape(character)}|(?i:{bytes}|{units}|{Ampersand}#(?:0*{number}|x0*{hex});)"
                + (name is null ? "" : $"|{Ampersand}{name};");
        }
    }
}
