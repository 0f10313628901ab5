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
    private readonly List<CutQuery> _queries = [];

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

    public string TakeOutOf(string text) => _queries.Aggregate(
        _secrets.Aggregate(text, (current, secret) => secret.TakeOutOf(current)), (current, query) => query.TakeOutOf(current));

    /// <returns>The same bytes if they contain no secret.</returns>
    public byte[] TakeOutOf(byte[] text)
    {
        if (!_secrets.Exists(secret => secret.MayBeIn(text)) && !_queries.Exists(query => query.MayBeIn(text)))
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
            int host = Math.Max(user + 1, authority);
            _queries.Add(new CutQuery(
                Uri.UnescapeDataString(whole.Substring(host, query - host)), Uri.UnescapeDataString(whole.Substring(query))));
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

    // A text to be found in every encoding.
    private abstract class Searched(string text)
    {
        // Letters and digits stay the same in every encoding: without them, the text is not searched any further.
        private readonly string _core = Regex.Matches(text, "[A-Za-z0-9]+").Cast<Match>()
            .Select(match => match.Value).OrderByDescending(run => run.Length).FirstOrDefault() ?? "";

        private readonly Lazy<Regex> _forms = new(() => new Regex(FormsOf(text), RegexOptions.CultureInvariant));

        public bool MayBeIn(byte[] body) => body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(_core)) >= 0;

        public string TakeOutOf(string other) =>
            other.IndexOf(_core, StringComparison.Ordinal) < 0 ? other : TakeOutOf(other, _forms.Value);

        protected abstract string TakeOutOf(string other, Regex forms);

        protected static string FormsOf(string text) => string.Concat(Characters(text).Select(FormsOfOne));

        protected static IEnumerable<string> Characters(string text)
        {
            int length;
            for (int i = 0; i < text.Length; i += length)
            {
                length = char.IsSurrogatePair(text, i) ? 2 : 1;
                yield return text.Substring(i, length);
            }
        }

        // As it is; encoded for an address, once or several times; for a page; for JSON, once or several times.
        private static string FormsOfOne(string character) => character switch
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

            // The encoded forms first: the last character of a beginning would otherwise end at the ampersand of "&amp;".
            return (name is null ? "" : $"{Ampersand}{name};|")
                + $@"(?i:{bytes}|{units}|{Ampersand}#(?:0*{number}|x0*{hex});)|\\*{Regex.Escape(character)}";
        }
    }

    private sealed class Secret(string text, string shown) : Searched(text)
    {
        protected override string TakeOutOf(string other, Regex forms) => forms.Replace(other, shown);
    }

    // The query of an address that was cut off somewhere in it.
    private sealed class CutQuery(string address, string query) : Searched(address)
    {
        // What a cut leaves of an encoded character.
        private static readonly Regex Unfinished = new(
            @"\G(?:(?:%(?:25)*[0-9a-f]{0,2})+|(?<=%)2|\\+u[0-9a-f]{0,3}"
                + $"|{Ampersand}(?:[a-z]{{0,4}}|#x?[0-9a-f]*)|(?<={Ampersand})(?:a|am|amp))(?![0-9a-z;%])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        private static readonly Regex Beginning = new(@"\G" + FormsOf("?"), RegexOptions.CultureInvariant);

        private readonly string[] _characters = [.. Characters(query)];

        protected override string TakeOutOf(string other, Regex forms)
        {
            for (Match found = forms.Match(other); found.Success; found = forms.Match(other, found.Index + found.Length))
            {
                int start = found.Index + found.Length;
                if (Beginning.IsMatch(other, start))
                {
                    int length = LengthAt(other, start);
                    other = other.Remove(start, length + Unfinished.Match(other, start + length).Length);
                }
            }

            return other;
        }

        // Of the longest beginning of the query that is there: if it is, all shorter ones are.
        private int LengthAt(string other, int start)
        {
            int length = 0;
            int least = 1;
            int most = _characters.Length;
            while (least <= most)
            {
                int count = (least + most) / 2;
                var forms = new Regex(@"\G" + FormsOf(string.Concat(_characters.Take(count))), RegexOptions.CultureInvariant);
                Match beginning = forms.Match(other, start);
                (least, most) = beginning.Success ? (count + 1, most) : (least, count - 1);
                length = beginning.Success ? beginning.Length : length;
            }

            return length;
        }
    }
}
