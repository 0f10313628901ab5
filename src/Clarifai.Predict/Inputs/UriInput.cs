using System.Text;
using System.Text.Json;

namespace Clarifai;

internal sealed class UriInput : PredictInput
{
    private static readonly HashSet<string> VideoExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".3g2", ".3gp", ".avi", ".m4v", ".mkv", ".mov", ".mp4", ".webm", ".wmv",
    };

    private UriInput(string address, MediaKind kind)
        : base(address, kind)
    {
    }

    public override long Length => 0;

    internal override string ShownSource => Shown(Source);

    public static UriInput Create(string address, MediaKind? kind)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out Uri? parsed) || (parsed.Scheme != "http" && parsed.Scheme != "https"))
        {
            throw new ClarifaiException(ErrorId.InputRejected, $"'{Shown(address)}' is not an absolute http or https address.");
        }

        bool isVideo = VideoExtensions.Contains(Path.GetExtension(parsed.AbsolutePath));
        return new UriInput(address.Trim(), kind ?? (isVideo ? MediaKind.Video : MediaKind.Image));
    }

    internal override InputContent? Open() => null;

    internal override void WriteIdentity(Utf8JsonWriter json)
    {
        // The address itself may hold a secret.
        json.WriteString("url_sha256", Hash.Text(Hash.Of(Encoding.UTF8.GetBytes(Source))));
    }

    // User info, query and fragment may be secrets; the text need not be an address at all.
    internal static string Shown(string address)
    {
        int end = address.IndexOfAny(['?', '#']);
        string shown = end < 0 ? address : address.Substring(0, end);
        int scheme = shown.IndexOf("://", StringComparison.Ordinal);
        int authority = scheme < 0 ? 0 : scheme + 3;
        int path = shown.IndexOf('/', authority);
        int user = shown.Substring(0, path < 0 ? shown.Length : path).LastIndexOf('@');
        return user < authority ? shown : shown.Remove(authority, user + 1 - authority);
    }
}
