namespace Clarifai;

/// <summary>What has to be written to a file, where anything has.</summary>
internal sealed record KeywordEdit
{
    public const string SidecarFormat = "XMP";

    private static readonly HashSet<string> WithIptc = ["JPEG", "TIFF"];

    private static readonly HashSet<string> WithXmpAlone =
    [
        "PNG", "APNG", "GIF", "WEBP", "Extended WEBP", "HEIC", "HEICS", "HEIF", "HEIFS", "AVIF", "MP4", "M4V", "MOV", "QT", "3GP", "3G2",
        SidecarFormat,
    ];

    private readonly StoredKeywords _stored;

    private KeywordEdit(StoredKeywords stored) => _stored = stored;

    /// <summary>The whole new list dc:subject; null where it stays as it is.</summary>
    public IReadOnlyList<string>? Subjects { get; private init; }

    /// <summary>The whole new list Keywords; null where it stays as it is.</summary>
    public IReadOnlyList<string>? Keywords { get; private init; }

    /// <summary>New subjects that IPTC has no room for; none for a format without IPTC.</summary>
    public IReadOnlyList<string> LongNames => Subjects is null || !WithIptc.Contains(_stored.Format)
        ? []
        : [.. Subjects.Except(_stored.Subjects).Where(subject => !KeywordText.FitsIptc(subject))];

    public static bool CanWrite(string format) => WithIptc.Contains(format) || WithXmpAlone.Contains(format);

    /// <summary>Adds names to what the file has, and brings its lists into step.</summary>
    /// <returns>Null where nothing would change.</returns>
    public static KeywordEdit? Add(StoredKeywords stored, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return null;
        }

        ILookup<bool, string> cut = stored.Keywords.ToLookup(keyword => KeywordText.IsCutFrom(keyword, stored.Subjects));
        string[] all = [.. stored.Subjects.Concat(cut[false]).Concat(names).Distinct(KeywordText.Comparer)];
        return Replace(stored, all, [.. all.Concat(cut[true]).Distinct(KeywordText.Comparer).Where(KeywordText.FitsIptc)]);
    }

    /// <summary>Takes keywords away.</summary>
    /// <returns>Null where nothing would change.</returns>
    public static KeywordEdit? Remove(StoredKeywords stored, Predicate<string> isUnwanted) => Replace(
        stored,
        [.. stored.Subjects.Where(subject => !isUnwanted(subject)).Distinct(KeywordText.Comparer)],
        [.. stored.Keywords.Where(keyword => !isUnwanted(keyword) && KeywordText.FitsIptc(keyword)).Distinct(KeywordText.Comparer)]);

    /// <summary>The options of the ExifTool command that writes it: no name can be more than a value there.</summary>
    public IEnumerable<string> Options()
    {
        // Values are escaped as in XML, so that a text can have line breaks.
        yield return "-ex";
        if (Keywords is { Count: > 0 })
        {
            yield return "-IPTC:CodedCharacterSet=UTF8";
            if (_stored.OtherTexts.Count > 0)
            {
                // Some are longer in UTF-8 than IPTC allows. They are kept whole.
                yield return "-m";
            }

            foreach (string option in _stored.OtherTexts.SelectMany(text => List("IPTC:" + text.Tag, text.Values)))
            {
                yield return option;
            }
        }

        if (Keywords is not null && _stored.HasCurrentDigest)
        {
            yield return "-Photoshop:IPTCDigest=new";
        }

        foreach (string option in List("XMP-dc:Subject", Subjects).Concat(List("IPTC:Keywords", Keywords)))
        {
            yield return option;
        }
    }

    /// <summary>Whether a file has what was to be written to it.</summary>
    public bool IsIn(StoredKeywords written) =>
        (Subjects is null || IsSame(Subjects, written.Subjects)) && (Keywords is null || IsSame(Keywords, written.Keywords));

    private static KeywordEdit? Replace(StoredKeywords stored, string[] subjects, string[] keywords)
    {
        // A keyword that another program has written over IPTC's limit is not a reason to write the file.
        bool changesIptc = WithIptc.Contains(stored.Format)
            && !IsSame(keywords, [.. stored.Keywords.Where(KeywordText.FitsIptc)]);
        bool changesXmp = !IsSame(subjects, stored.Subjects);
        return !changesIptc && !changesXmp ? null : new KeywordEdit(stored)
        {
            Subjects = changesXmp ? subjects : null,
            Keywords = changesIptc ? keywords : null,
        };
    }

    // Both are bags: their order says nothing.
    private static bool IsSame(IReadOnlyCollection<string> wanted, IReadOnlyCollection<string> stored) =>
        wanted.Count == stored.Count && new HashSet<string>(wanted, KeywordText.Comparer).SetEquals(stored);

    // ExifTool takes one space behind the equals sign away, so that white space at the start of a value stays.
    private static IEnumerable<string> List(string tag, IReadOnlyList<string>? values) => values switch
    {
        null => [],
        { Count: 0 } => [$"-{tag}="],
        _ => values.Select(value => $"-{tag}= {value.Replace("&", "&amp;").Replace("\r", "&#13;").Replace("\n", "&#10;")}"),
    };
}
