using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Clarifai.PowerShell;

/// <summary>
/// Writes the page of a report as its rows arrive. The data is one array: an entry with s begins a source, and the following entries belong
/// to it. A name is written at its first occurrence, and its number from then on. Only the names are kept in memory.
/// </summary>
internal sealed class ReportWriter : IDisposable
{
    private const int FlushAt = 32 * 1024;

    // Letters of all languages stay as they are; <, >, &, quotes and line separators are escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Dictionary<string, int> _names = [];
    private readonly Stream _stream;
    private readonly ReportPage _page;
    private readonly EmbeddedPictures? _pictures;
    private readonly Utf8JsonWriter _json;
    private ReportRow _last;
    private SourceAddress? _address;
    private bool _isTurnKnown;
    private bool _hasVideos;

    public ReportWriter(Stream stream, string title, DateTimeOffset madeAt, EmbeddedPictures? pictures)
    {
        _stream = stream;
        _page = new ReportPage(title);
        _pictures = pictures;
        _page.WriteStart(stream);
        _json = new Utf8JsonWriter(stream, Options);
        _json.WriteStartObject();
        _json.WriteString("made", madeAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        _json.WriteStartArray("entries");
    }

    /// <summary>Writes a row.</summary>
    /// <returns>The error of an image that could not be embedded; the row is written nevertheless.</returns>
    /// <exception cref="ClarifaiException">The images are too large to be embedded.</exception>
    public ClarifaiException? Write(ReportRow row)
    {
        ClarifaiException? failure = null;
        if (row.Source != _last.Source || row.Model != _last.Model)
        {
            failure = WriteSource(row);
        }

        _hasVideos |= row.TimeMs is not null;
        WriteTurn(row);
        WriteEntry(row);
        if (_json.BytesPending > FlushAt)
        {
            _json.Flush();
        }

        return failure;
    }

    /// <summary>Writes the end of the page.</summary>
    /// <returns>The paths of images that should have been embedded and can no longer be read, each with the reason.</returns>
    public IReadOnlyList<(string Path, ClarifaiException Failure)> Complete()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return _page.WriteEnd(_stream, _pictures, _hasVideos);
    }

    /// <summary>Releases the page; unwritten data is no longer needed, and a full disk could not hold it.</summary>
    public void Dispose()
    {
        _json.Reset(Stream.Null);
        _json.Dispose();
    }

    private ClarifaiException? WriteSource(ReportRow row)
    {
        if (row.Source != _last.Source)
        {
            _address = SourceAddress.Of(row.Source);
            _isTurnKnown = !_address.IsFile;
        }

        _last = row;
        int? number = null;
        ClarifaiException? failure = null;
        if (_address!.IsFile)
        {
            try
            {
                number = _pictures?.Add(row.Source);
            }
            catch (ClarifaiException e) when (e.ErrorId is not ErrorId.FileTooLarge)
            {
                failure = e;
            }
        }

        _json.WriteStartObject();
        _json.WriteString("s", _address.Shown);
        WriteText("u", _address.Link);
        WriteName("m", row.Model);
        WriteNumber("i", number);
        _json.WriteEndObject();
        return failure;
    }

    // Looked up on demand: a file is opened only for a source with regions.
    private void WriteTurn(ReportRow row)
    {
        if (row.Box is null || _isTurnKnown)
        {
            return;
        }

        _isTurnKnown = true;
        int orientation = ExifOrientation.Of(row.Source);
        if (orientation != ExifOrientation.Upright)
        {
            _json.WriteStartObject();
            _json.WriteNumber("o", orientation);
            _json.WriteEndObject();
        }
    }

    private void WriteEntry(ReportRow row)
    {
        if (row is { Name: null, Text: null, Box: null, Hex: null, TimeMs: null })
        {
            return;
        }

        _json.WriteStartObject();
        WriteName("n", row.Name);
        WriteText("x", row.Text);
        WriteNumber("v", row.Value is { } value ? Rounded(value) : null);
        WriteNumber("t", row.TimeMs);
        WriteText("h", row.Hex);
        if (row.Box is { } box)
        {
            _json.WriteStartArray("b");
            _json.WriteNumberValue(Rounded(box.Top));
            _json.WriteNumberValue(Rounded(box.Left));
            _json.WriteNumberValue(Rounded(box.Bottom));
            _json.WriteNumberValue(Rounded(box.Right));
            _json.WriteEndArray();
        }

        _json.WriteEndObject();
    }

    private void WriteName(string property, string? name)
    {
        if (name is not null && _names.TryGetValue(name, out int number))
        {
            _json.WriteNumber(property, number);
        }
        else if (name is not null)
        {
            _names.Add(name, _names.Count);
            _json.WriteString(property, name);
        }
    }

    private void WriteText(string property, string? text)
    {
        if (text is not null)
        {
            _json.WriteString(property, text);
        }
    }

    private void WriteNumber(string property, decimal? number)
    {
        if (number is not null)
        {
            _json.WriteNumber(property, number.Value);
        }
    }

    // A decimal is written in its shortest form on every runtime; more digits could not be seen on a screen.
    private static decimal Rounded(double fraction) => Math.Round((decimal)fraction, 4);
}
