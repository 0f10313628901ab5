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

    public override string ShownSource => Redaction.Shown(Source);

    public static UriInput Create(string address, MediaKind? kind)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out Uri? parsed) || (parsed.Scheme != "http" && parsed.Scheme != "https"))
        {
            throw new ClarifaiException(
                ErrorId.InputRejected, $"'{Redaction.Shown(address)}' is not an absolute http or https address.");
        }

        bool isVideo = VideoExtensions.Contains(Path.GetExtension(parsed.AbsolutePath));
        return new UriInput(address.Trim(), kind ?? (isVideo ? MediaKind.Video : MediaKind.Image));
    }

    // The address itself may hold a secret.
    protected override void WriteIdentity(Utf8JsonWriter json) =>
        json.WriteString("url_sha256", Hash.Text(Hash.Of(Encoding.UTF8.GetBytes(Source))));
}
