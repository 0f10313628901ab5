using System.Buffers.Text;
using System.Globalization;

namespace Clarifai.PowerShell;

/// <summary>
/// The images that are embedded in a report: all requested ones, and copies of those that browsers cannot show. They are read in blocks
/// when the report is completed.
/// </summary>
/// <param name="takesAll">Embeds every image.</param>
/// <param name="convert">Converts a file to JPEG; null if nothing can convert it.</param>
internal sealed class EmbeddedPictures(bool takesAll, Func<Stream, byte[]>? convert)
{
    /// <summary>Bytes of all files together; base64 in a page is a third longer, and browsers hold it twice.</summary>
    public const long Limit = 64 * 1024 * 1024;

    // A multiple of three, so that the base64 has no padding in between.
    private const int BlockLength = 3 * 16 * 1024;

    private readonly Dictionary<string, int?> _numbers = [];
    private readonly List<(string Path, string? MediaType)> _pictures = [];
    private long _length;

    /// <summary>Adds an image.</summary>
    /// <param name="path">The full path.</param>
    /// <returns>Its number in the page; null for a file that is not embedded, and for one that could not be read before.</returns>
    /// <exception cref="ClarifaiException">The file cannot be read, or exceeds the limit (FileTooLarge).</exception>
    public int? Add(string path)
    {
        if (_numbers.TryGetValue(path, out int? known))
        {
            return known;
        }

        // Until it is embedded: an error of a file is reported once, however often it occurs.
        _numbers.Add(path, null);
        (MediaFormat? format, long length) = Look(path);
        bool isConverted = convert is not null && (format == MediaFormat.Heic || format == MediaFormat.Tiff);
        string? mediaType = takesAll && !isConverted ? format?.MediaType : null;
        if (mediaType is null && !isConverted)
        {
            return null;
        }

        // The length of a copy is known when it is created.
        _length += isConverted ? 0 : length;
        if (_length > Limit)
        {
            throw new ClarifaiException(ErrorId.FileTooLarge, string.Format(
                CultureInfo.InvariantCulture,
                "With '{1}', the images exceed the {0:N0} bytes that a report can embed. "
                + "Without -EmbedImages, it links to any number of files.",
                Limit,
                path));
        }

        _pictures.Add((path, mediaType));
        return _numbers[path] = _pictures.Count - 1;
    }

    /// <summary>Writes the images as invisible elements of the page.</summary>
    /// <returns>The paths of those that can no longer be read, each with the reason; the page links to them.</returns>
    public IReadOnlyList<(string Path, ClarifaiException Failure)> WriteTo(Stream page)
    {
        List<(string, ClarifaiException)> failures = [];
        byte[] block = new byte[BlockLength];
        byte[] encoded = new byte[Base64.GetMaxEncodedToUtf8Length(BlockLength)];
        for (int number = 0; number < _pictures.Count; number++)
        {
            (string path, string? mediaType) = _pictures[number];
            try
            {
                using Stream picture = mediaType is null ? Convert(path) : Open(path);
                ReportPage.Write(page, $"<script type=\"text/plain\" id=\"picture-{number}\">data:{mediaType ?? "image/jpeg"};base64,");
                WriteBase64(page, path, picture, block, encoded);
            }
            catch (ClarifaiException e)
            {
                failures.Add((path, e));
            }
        }

        return failures;
    }

    // An unreadable file is not reported unless embedding was requested.
    private (MediaFormat? Format, long Length) Look(string path)
    {
        try
        {
            return Reading(path, () =>
            {
                using FileStream file = Open(path);
                byte[] header = new byte[MediaSniffer.HeaderLength];
                int headerLength = file.Fill(header, header.Length);
                return (MediaSniffer.Sniff(header.AsSpan(0, headerLength)), file.Length);
            });
        }
        catch (ClarifaiException) when (!takesAll)
        {
            return (null, 0);
        }
    }

    private MemoryStream Convert(string path)
    {
        using FileStream file = Open(path);
        byte[] copy;
        try
        {
            copy = convert!(file);
        }
        catch (ClarifaiException e)
        {
            throw new ClarifaiException(
                ErrorId.FileReadFailed, $"The report links to '{path}' instead of embedding a copy that browsers can show: {e.Message}", e);
        }

        _length += copy.Length;
        return _length <= Limit
            ? new MemoryStream(copy, writable: false)
            : throw new ClarifaiException(ErrorId.FileTooLarge, string.Format(
                CultureInfo.InvariantCulture,
                "The report links to '{0}' instead of embedding a copy that browsers can show: the images exceed {1:N0} bytes.",
                path,
                Limit));
    }

    private static void WriteBase64(Stream page, string path, Stream file, byte[] block, byte[] encoded)
    {
        try
        {
            int length;
            while ((length = Reading(path, () => file.Fill(block, block.Length))) > 0)
            {
                Base64.EncodeToUtf8(block.AsSpan(0, length), encoded, out _, out int written);
                page.Write(encoded, 0, written);
            }
        }
        finally
        {
            ReportPage.Write(page, "</script>\n");
        }
    }

    private static T Reading<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClarifaiException(ErrorId.FileNotFound, $"The file '{path}' was not found: the report links to it instead.", e);
        }
        catch (IOException e)
        {
            throw new ClarifaiException(ErrorId.FileReadFailed, $"'{path}' cannot be read: the report links to it instead.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ClarifaiException(ErrorId.FileAccessDenied, $"Access to '{path}' is denied: the report links to it instead.", e);
        }
    }

    private static FileStream Open(string path) =>
        Reading(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
}
