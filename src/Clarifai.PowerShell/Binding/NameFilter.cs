using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Names to filter by, with or without wildcards, case-insensitive; it remembers which of them matched something.</summary>
internal sealed class NameFilter(IEnumerable<string> filters)
{
    private readonly List<(string Text, WildcardPattern Pattern)> _filters =
        [.. filters.Select(text => (text, WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)))];

    private readonly HashSet<string> _matched = [];

    /// <summary>The names without wildcards that matched nothing so far, in their order.</summary>
    public IEnumerable<string> Missing => _filters
        .Select(filter => filter.Text)
        .Where(text => !_matched.Contains(text) && !WildcardPattern.ContainsWildcardCharacters(text));

    /// <param name="names">The names of an item.</param>
    /// <param name="ids">Other ids of it, which wildcards do not match: a hexadecimal id may begin with any letter.</param>
    public bool Accepts(IReadOnlyList<string> names, IEnumerable<string> ids)
    {
        List<string> matching =
        [
            .. _filters
                .Where(filter => names.Any(filter.Pattern.IsMatch) || ids.Contains(filter.Text, StringComparer.OrdinalIgnoreCase))
                .Select(filter => filter.Text),
        ];
        _matched.UnionWith(matching);
        return matching.Count > 0;
    }
}
