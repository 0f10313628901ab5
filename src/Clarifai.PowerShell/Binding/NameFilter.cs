using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Names to filter by, with or without wildcards, case-insensitive; it remembers which of them matched nothing.</summary>
internal sealed class NameFilter
{
    private readonly List<(string Text, WildcardPattern Pattern)> _names;
    private readonly HashSet<string> _unmatched;

    public NameFilter(IEnumerable<string> names)
    {
        const WildcardOptions Options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant;
        _names = [.. names.Select(name => (name, WildcardPattern.Get(name, Options)))];
        _unmatched = [.. _names.Select(name => name.Text)];
    }

    /// <summary>The names without wildcards that matched nothing so far, in their order.</summary>
    public IEnumerable<string> Missing => _names
        .Select(name => name.Text)
        .Where(name => _unmatched.Contains(name) && !WildcardPattern.ContainsWildcardCharacters(name));

    /// <param name="names">The names of an item.</param>
    /// <param name="ids">Other ids of it, which wildcards do not match: a hexadecimal id may begin with any letter.</param>
    public bool Accepts(IReadOnlyList<string> names, IEnumerable<string> ids)
    {
        List<string> matching =
        [
            .. _names
                .Where(name => names.Any(name.Pattern.IsMatch) || ids.Contains(name.Text, StringComparer.OrdinalIgnoreCase))
                .Select(name => name.Text),
        ];
        _unmatched.ExceptWith(matching);
        return matching.Count > 0;
    }
}
