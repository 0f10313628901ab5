using System.Text;

namespace Clarifai.Bench;

/// <summary>The body of a request that asks about pictures, ready-made.</summary>
internal static class PictureBody
{
    /// <summary>As many pictures as said, which come round again and again.</summary>
    public static byte[] Of(IReadOnlyList<byte[]> photos, int count) =>
        Of(Enumerable.Range(0, count).Select(index => photos[index % photos.Count]));

    public static byte[] Of(IEnumerable<byte[]> pictures)
    {
        IEnumerable<string> inputs = pictures.Select(
            picture => "{\"data\":{\"image\":{\"base64\":\"" + Convert.ToBase64String(picture) + "\"}}}");
        return Encoding.ASCII.GetBytes("{\"inputs\":[" + string.Join(',', inputs) + "]}");
    }
}
