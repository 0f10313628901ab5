using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// One of several equal parts of any listing, e.g. 3/16. A hash decides which part a name belongs to: the same on every platform and in
/// every culture, and independent of the other names.
/// </summary>
internal sealed class Shard
{
    private static readonly Regex Form = new(@"^(?<number>[0-9]{1,9})/(?<count>[0-9]{1,9})\z", RegexOptions.CultureInvariant);

    private readonly int _number;
    private readonly int _count;

    private Shard(int number, int count)
    {
        _number = number;
        _count = count;
    }

    /// <summary>Parses n/m, from 1/m to m/m.</summary>
    /// <returns>Null if the text is not a shard.</returns>
    public static Shard? Parse(string text)
    {
        Match match = Form.Match(text);
        if (!match.Success)
        {
            return null;
        }

        int number = Number(match.Groups["number"].Value);
        int count = Number(match.Groups["count"].Value);
        return number >= 1 && number <= count ? new Shard(number, count) : null;
    }

    /// <summary>True if the file or address belongs to this shard. An address counts without its query and fragment.</summary>
    public bool HasName(string name)
    {
        int provider = name.IndexOf("::", StringComparison.Ordinal);
        if (name.Contains("://"))
        {
            name = name.Split('?', '#')[0];
        }
        else if (provider >= 0)
        {
            // A path of PowerShell: Microsoft.PowerShell.Core\FileSystem::/photos/1.jpg.
            name = name.Substring(provider + 2);
        }

        return HasIdentity(Encoding.UTF8.GetBytes(name.Replace('\\', '/')));
    }

    /// <summary>True if the input that these bytes identify belongs to this shard.</summary>
    public bool HasIdentity(byte[] identity)
    {
        ulong value = 0;
        foreach (byte part in Hash.Of(identity).AsSpan(0, sizeof(ulong)))
        {
            value = (value << 8) | part;
        }

        return value % (ulong)_count == (ulong)(_number - 1);
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
