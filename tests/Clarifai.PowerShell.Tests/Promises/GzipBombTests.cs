using System.IO.Compression;
using System.Text;
using Clarifai.PowerShell.Tests.Fixture;
using Clarifai.PowerShell.Tests.Predict;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>
/// An answer that is small on the wire and larger than any when it is unpacked. Memory is measured with nothing beside it.
/// </summary>
[Collection(nameof(AllocationTests))]
public sealed class GzipBombTests : PromiseTest
{
    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public void A_gzip_bomb_costs_no_more_than_the_limit_of_an_answer(int status)
    {
        // Members of gzip may follow one another; 1 GB of blanks in about 1 MB.
        byte[] member = Gzip(new string(' ', 16_000_000));
        byte[] bomb = [.. Enumerable.Repeat(member, 64).SelectMany(bytes => bytes), .. Gzip("{}")];
        Service.Answer = _ => RawReply.Http(status, bomb, "Content-Encoding: gzip");
        long before = GC.GetTotalAllocatedBytes(precise: true);

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict https://p.example/a.jpg -MaximumRetryCount 0");

        Assert.Empty(result.Output);
        Assert.NotNull(result.Terminating ?? Assert.Single(result.Errors));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 600_000_000);
    }

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(text));
        }

        return packed.ToArray();
    }
}
