using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Finds our own secrets in texts of others: the service, a gateway or a proxy may echo what it was sent, whole or cut. Matches them in
/// every encoding in which they can come back; never ordinary words.
/// </summary>
internal sealed class OwnSecrets
{
    // The beginning of an HTML entity, which can be encoded itself.
    private const string Ampersand = @"(?:&|\\+u0026)(?:amp;)*";

    // A shorter piece of a query may be part of anything. One of words and numbers may be the name or the value of a concept.
    private const int LeastLength = 4;

    private static readonly Regex Ordinary = new(
        @"^(?:[A-Za-z]?[a-z]{0,14}|[A-Z]{1,15}|[0-9]{1,15}(?:[Ee][0-9]+)?)$", RegexOptions.CultureInvariant);

    private static readonly Regex Runs = new("[A-Za-z0-9]+", RegexOptions.CultureInvariant);

    // A letter or digit that was encoded without need: for an address, for JSON, or for a page.
    private static readonly Regex Needless = new(
        @"%(?:25)*(?<hex>3\d|[46][1-9a-f]|[57][\da])|\\+u00(?<hex>3\d|[46][1-9a-f]|[57][\da])"
            + $@"|{Ampersand}#(?:x0*(?<hex>3\d|[46][1-9a-f]|[57][\da])|0*(?<number>4[89]|5[0-7]|6[5-9]|[78]\d|90|9[789]|1[01]\d|12[012]));",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    // What each of these has in common.
    private static readonly byte[][] NeedlessMarks = [[.. "%"u8], [.. @"\u00"u8], [.. "#"u8]];

    // In this order: what is left of a longer text would no longer be recognized.
    private readonly List<Searched> _wholes = [];
    private readonly List<Searched> _cuts = [];
    private readonly List<Searched> _parts = [];

    // Addresses of one service have most of them in common.
    private readonly HashSet<string> _parameters = [];

    /// <param name="secrets">Texts that are secret as they are, and in Base64.</param>
    /// <param name="addresses">Addresses whose user info, query and fragment are secret.</param>
    public OwnSecrets(IEnumerable<string> secrets, IEnumerable<string> addresses)
    {
        foreach (string secret in secrets)
        {
            Add(secret, "***");
            AddBase64(secret);
        }

        foreach (string address in addresses)
        {
            AddAddress(address);
        }
    }

    private IEnumerable<Searched> All => _wholes.Concat(_cuts).Concat(_parts);

    public string TakeOutOf(string text)
    {
        string without = Without(text);
        string plain = Needless.Replace(without, Decoded);
        string rest = Without(plain);
        return rest == plain ? without : rest;
    }

    /// <returns>The same bytes if they contain no secret.</returns>
    public byte[] TakeOutOf(byte[] text)
    {
        if (!All.Any(searched => searched.MayBeIn(text)) && !NeedlessMarks.Any(mark => text.AsSpan().IndexOf(mark) >= 0))
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

    private string Without(string text) => All.Aggregate(text, (current, searched) => searched.TakeOutOf(current));

    private static string Decoded(Match encoded) => ((char)(encoded.Groups["hex"] is { Success: true } hex
        ? int.Parse(hex.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : int.Parse(encoded.Groups["number"].Value, CultureInfo.InvariantCulture))).ToString();

    private void AddAddress(string address)
    {
        int fragment = address.IndexOf('#');
        string whole = fragment < 0 ? address : address.Substring(0, fragment);
        int query = whole.IndexOf('?');
        int authority = address.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = address.IndexOfAny(['/', '?', '#'], authority);
        int user = address.LastIndexOf('@', (path < 0 ? address.Length : path) - 1);
        if (fragment >= 0)
        {
            AddPart(address.Substring(fragment), "");
            AddParameters(address.Substring(fragment + 1));
        }

        if (query >= 0)
        {
            AddPart(whole.Substring(query), "");
            AddParameters(whole.Substring(query + 1));
            int start = path + 1 < query ? path : Math.Max(user + 1, authority);
            _cuts.Add(new Cut(
                Uri.UnescapeDataString(whole.Substring(start, query - start)), Uri.UnescapeDataString(whole.Substring(query)), 1, ""));
        }

        if (user >= authority)
        {
            string login = Uri.UnescapeDataString(address.Substring(authority, user - authority));
            Add(login + "@", "");

            // What downloads from the address sends it like this.
            AddBase64(login.Contains(':') ? login : login + ":");
            Add(login.Contains(':') ? login : "", "***");
            foreach (string part in login.Split([':'], 2))
            {
                AddValue(part);
            }
        }
    }

    private void AddParameters(string part)
    {
        AddPart(part.Contains('=') ? part : "", "***");
        foreach (string parameter in part.Split('&').Where(_parameters.Add))
        {
            AddParameter(parameter);
        }
    }

    private void AddParameter(string parameter)
    {
        int value = parameter.IndexOf('=') + 1;
        string text = Uri.UnescapeDataString(parameter.Substring(value));
        if (value > 1 && text.Length > 0)
        {
            string name = Uri.UnescapeDataString(parameter.Substring(0, value));
            _parts.Add(new Cut("", name + text, name.Length + 1, "***"));
        }

        AddValue(text);
    }

    private void AddValue(string text)
    {
        if (text.Length >= LeastLength && Runs.Matches(text).Cast<Match>().Any(run => !Ordinary.IsMatch(run.Value)))
        {
            _parts.Add(new Whole(text, "***", isWord: true));
        }
    }

    private void AddPart(string part, string shown) => Add(Uri.UnescapeDataString(part), shown);

    // As in a header; or without padding, as in an address.
    private void AddBase64(string text)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        string bare = encoded.TrimEnd('=');
        foreach (string form in new[] { encoded, bare, bare.Replace('+', '-').Replace('/', '_') }.Distinct())
        {
            Add(form, "***");
        }
    }

    private void Add(string text, string shown)
    {
        if (text.Length > 1)
        {
            _wholes.Add(new Whole(text, shown));
        }
    }

    // A text to be found in every encoding.
    private abstract class Searched(string text, Func<string> pattern)
    {
        // Where a word begins, after an encoded character too.
        protected const string Start = @"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\u[0-9A-Fa-f]{4}))";

        // Letters and digits stay the same in every encoding: without them, the text is not searched any further.
        private readonly string _core = Runs.Matches(text).Cast<Match>()
            .Select(match => match.Value).OrderByDescending(run => run.Length).FirstOrDefault() ?? "";

        private readonly Lazy<Regex> _forms = new(() => new Regex(pattern(), RegexOptions.CultureInvariant));

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

    private sealed class Whole(string text, string shown, bool isWord = false)
        : Searched(text, () => isWord ? $"{Start}{FormsOf(text)}(?![A-Za-z0-9])" : FormsOf(text))
    {
        protected override string TakeOutOf(string other, Regex forms) => forms.Replace(other, shown);
    }

    // A text that was cut off somewhere after its first characters; after another text, or where a word begins.
    private sealed class Cut(string before, string text, int least, string shown) : Searched(
        before.Length > 0 ? before : text.Substring(0, least),
        () => $"{(before.Length > 0 ? FormsOf(before) : Start)}(?<cut>{FormsOf(text.Substring(0, least))})")
    {
        // What a cut leaves of an encoded character.
        private static readonly Regex Unfinished = new(
            @"\G(?:(?:%(?:25)*[0-9a-f]{0,2})+|(?<=%)2|\\+u[0-9a-f]{0,3}"
                + $"|{Ampersand}(?:[a-z]{{0,4}}|#x?[0-9a-f]*)|(?<={Ampersand})(?:a|am|amp))(?![0-9a-z;%])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        private readonly string[] _characters = [.. Characters(text)];

        protected override string TakeOutOf(string other, Regex forms)
        {
            for (Match found = forms.Match(other); found.Success;)
            {
                int start = found.Groups["cut"].Index;
                int length = LengthAt(other, start);
                other = other.Remove(start, length).Insert(start, shown);
                found = forms.Match(other, start + shown.Length);
            }

            return other;
        }

        // Of the longest beginning of the text that is there: if it is, all shorter ones are. With the rest of a character that was cut.
        private int LengthAt(string other, int start)
        {
            int length = 0;
            int fewest = 1;
            int most = _characters.Length;
            while (fewest <= most)
            {
                int count = (fewest + most) / 2;
                var forms = new Regex(@"\G" + FormsOf(string.Concat(_characters.Take(count))), RegexOptions.CultureInvariant);
                Match beginning = forms.Match(other, start);
                (fewest, most) = beginning.Success ? (count + 1, most) : (fewest, count - 1);
                length = beginning.Success ? beginning.Length : length;
            }

            return length + (most == _characters.Length ? 0 : Unfinished.Match(other, start + length).Length);
        }
    }
}
