using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Clarifai;

internal sealed class TextInput : PredictInput
{
    private TextInput(string source, long length, byte[] json)
        : base(source, MediaKind.Text, length) => Json = json;

    /// <summary>The text escaped as the content of a JSON string.</summary>
    public byte[] Json { get; }

    public static TextInput Create(string text, string source)
    {
        if (text.Length == 0)
        {
            throw new ClarifaiException(ErrorId.InputRejected, $"'{source}' is empty.");
        }

        try
        {
            // Only the mandatory JSON escapes: letters of all languages stay as they are.
            byte[] json = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
            return new TextInput(source, Encoding.UTF8.GetByteCount(text), json);
        }
        catch (ArgumentException e)
        {
            throw new ClarifaiException(
                ErrorId.InputRejected, $"'{source}' cannot be sent: it is far too long, or is not valid Unicode.", e);
        }
    }

    protected override void WriteIdentity(Utf8JsonWriter json)
    {
        json.WriteNumber("size", Length);
        json.WriteString("sha256", Hash.Text(Hash.Of(Json)));
    }
}
