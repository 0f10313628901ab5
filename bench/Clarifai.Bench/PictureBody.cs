using System.Text;

namespace Clarifai.Bench;

/// <summary>The body of a request that asks about images, ready-made.</summary>
internal static class PictureBody
{
    /// <summary>Creates a body with a number of images, which are repeated as needed.</summary>
    public static byte[] Of(IReadOnlyList<byte[]> photos, int count) =>
        Of(Enumerable.Range(0, count).Select(index => photos[index % photos.Count]));

    public static byte[] Of(IEnumerable<byte[]> pictures)
    {
        IEnumerable<string> inputs = pictures.Select(
            picture => "{\"data\":{\"image\":{\"base64\":\"" + Convert.ToBase64String(picture) + "\"}}}");
        return Encoding.ASCII.GetBytes("{\"inputs\":[" + string.Join(',', inputs) + "]}");
    }
}
