using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Names to filter by, with or without wildcards, in any case; it remembers which of them nothing had.</summary>
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

    /// <summary>The names without wildcards that nothing had so far, in their order.</summary>
    public IEnumerable<string> Missing => _names
        .Select(name => name.Text)
        .Where(name => _unmatched.Contains(name) && !WildcardPattern.ContainsWildcardCharacters(name));

    /// <param name="names">What a thing is called.</param>
    /// <param name="ids">Further ids of it, which wildcards do not find: a hexadecimal id begins with any letter.</param>
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
