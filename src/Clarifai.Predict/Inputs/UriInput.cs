using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Clarifai;

internal sealed class UriInput : PredictInput
{
    private static readonly HashSet<string> VideoExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".3g2", ".3gp", ".avi", ".m4v", ".mkv", ".mov", ".mp4", ".webm", ".wmv",
    };

    // Uri itself ignores spaces around an address and extra slashes in it.
    private static readonly Regex Form = new(
        @"^https?://[^/\\?#\s](.*\S)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private UriInput(string address, MediaKind kind)
        : base(address, kind)
    {
    }

    public override string ShownSource => Redaction.Shown(Source);

    public static UriInput Create(string address, MediaKind? kind)
    {
        if (!Form.IsMatch(address) || !Uri.TryCreate(address, UriKind.Absolute, out Uri? parsed))
        {
            string shown = Redaction.Visible(Redaction.Given(address, isAddress: true));
            throw new ClarifaiException(
                ErrorId.InputRejected, $"'{shown}' is not an absolute http or https URL.", cause: ErrorCause.NoAddress);
        }

        bool isVideo = VideoExtensions.Contains(Path.GetExtension(parsed.AbsolutePath));
        return new UriInput(address, kind ?? (isVideo ? MediaKind.Video : MediaKind.Image));
    }

    // The address itself may contain a secret.
    protected override void WriteIdentity(Utf8JsonWriter json) => json.WriteString("url_sha256", ContentHash());

    protected override string ContentHash() => Hash.Text(Hash.Of(Encoding.UTF8.GetBytes(Source)));
}
