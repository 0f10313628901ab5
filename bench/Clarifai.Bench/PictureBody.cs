using System.Text;

namespace Clarifai.Bench;

/// <summary>The body of a request that asks about pictures, ready-made.</summary>
internal static class PictureBody
{
    public static byte[] Of(IEnumerable<byte[]> pictures)
    {
        IEnumerable<string> inputs = pictures.Select(
            picture => "{\"data\":{\"image\":{\"base64\":\"" + Convert.ToBase64String(picture) + "\"}}}");
        return Encoding.ASCII.GetBytes("{\"inputs\":[" + string.Join(',', inputs) + "]}");
    }
}
