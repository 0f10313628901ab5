using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clarifai.Local.Hosting;
using Clarifai.Local.Protocol;
using Clarifai.Tests.Video;
using Microsoft.AspNetCore.Http;

namespace Clarifai.Local.Tests;

/// <summary>An engine that others can call: https, no look into the network that it stands in, no more work than it can do.</summary>
public sealed class ServedToOthersTests
{
    [Fact]
    public async Task It_speaks_https_with_the_certificates_of_its_file()
    {
        using var folder = new TestFolder();
        using X509Certificate2 root = WriteChain(folder);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { root },
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        await using EngineClient client = await EngineClient.StartAsync(
            settings => settings with { Certificates = ServerCertificate.Read(folder.File("chain.pem"), folder.File("key.pem")) }, handler);

        Assert.Equal(Uri.UriSchemeHttps, client.Http.BaseAddress!.Scheme);
        Assert.Contains("cat", (await client.PredictAsync(Samples.Read(Samples.Cat))).Concepts().Keys);
    }

    [Fact]
    public async Task It_does_not_look_into_its_own_network()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        string picture = host.Serve(Samples.Read(Samples.Cat));
        await using EngineClient client = await EngineClient.StartAsync(settings => settings with { PublicUrlsOnly = true });

        foreach (string name in (string[])["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
        {
            string url = picture.Replace("127.0.0.1", name, StringComparison.Ordinal);
            EngineAnswer answer = await client.PostAsync(PredictBody.Of(PredictBody.Url(url)));

            Assert.Equal([StatusCodes.InputDownloadFailed], answer.OutputCodes);
            Assert.Contains("not public", answer.Details, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Requests_over_what_it_works_on_are_told_to_come_back_and_taken_when_there_is_room()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        byte[] cat = Samples.Read(Samples.Cat);
        (string slow, Task asked, TaskCompletionSource go) = ServeSlowly(host, cat);
        await using EngineClient client = await EngineClient.StartAsync(
            settings => settings with { MaximumRequests = 1, Patience = TimeSpan.Zero });
        Task<EngineAnswer> first = client.PostAsync(PredictBody.Of(PredictBody.Url(slow)));
        await asked.WaitAsync(TestContext.Current.CancellationToken);

        using var content = new StringContent(PredictBody.Of(cat));
        using HttpResponseMessage refused = await client.Http.PostAsync(
            EngineClient.OutputsPath, content, TestContext.Current.CancellationToken);
        Assert.Equal(StatusCodes.Success, (await client.GetAsync("/v2/models")).Code);
        go.SetResult();

        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        (await EngineAnswer.ReadAsync(refused)).AssertRejected(HttpStatusCode.TooManyRequests, StatusCodes.Throttled);
        Assert.Contains("cat", (await first).Concepts().Keys);
        Assert.Contains("cat", (await client.PredictAsync(cat)).Concepts().Keys);
    }

    [Fact]
    public async Task A_request_over_what_it_works_on_waits_for_a_place()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        byte[] cat = Samples.Read(Samples.Cat);
        (string slow, Task asked, TaskCompletionSource go) = ServeSlowly(host, cat);
        await using EngineClient client = await EngineClient.StartAsync(
            settings => settings with { MaximumRequests = 1, Patience = Timeout.InfiniteTimeSpan });
        Task<EngineAnswer> first = client.PostAsync(PredictBody.Of(PredictBody.Url(slow)));
        await asked.WaitAsync(TestContext.Current.CancellationToken);

        Task<EngineAnswer>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => client.PredictAsync(cat))];
        go.SetResult();

        Assert.All(await Task.WhenAll([first, .. waiting]), answer => Assert.Contains("cat", answer.Concepts().Keys));
    }

    [Fact]
    public async Task Bodies_are_taken_as_far_as_memory_is_meant_for_them()
    {
        var admission = new Admission(maximumRequests: 10, maximumBytes: 100, largestBody: 60, patience: TimeSpan.Zero);
        var end = new TaskCompletionSource();

        Task first = EnterAsync(admission, 50, end.Task);
        _ = await Assert.ThrowsAsync<RequestRejectedException>(() => EnterAsync(admission, null, Task.CompletedTask));
        Task second = EnterAsync(admission, 50, end.Task);
        _ = await Assert.ThrowsAsync<RequestRejectedException>(() => EnterAsync(admission, 1, Task.CompletedTask));
        end.SetResult();
        await Task.WhenAll(first, second);

        // One over the limit is let in to be told so.
        await EnterAsync(admission, 1000, Task.CompletedTask);
    }

    [Fact]
    public async Task Those_that_wait_are_taken_in_their_order_and_one_that_leaves_holds_up_nobody()
    {
        var admission = new Admission(maximumRequests: 10, maximumBytes: 100, largestBody: 100, patience: Timeout.InfiniteTimeSpan);
        var end = new TaskCompletionSource();
        var taken = new List<string>();
        using var leaving = new CancellationTokenSource();
        Task first = EnterAsync(admission, 60, end.Task);

        Task left = EnterAsync(admission, 50, Took("left"), leaving);
        Task large = EnterAsync(admission, 90, Took("large"));
        Task small = EnterAsync(admission, 30, Took("small"));
        await leaving.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Empty(taken);
        end.SetResult();
        await Task.WhenAll(first, large, small);

        Assert.Equal(["large", "small"], taken);

        Func<Task> Took(string name) => () =>
        {
            taken.Add(name);
            return Task.CompletedTask;
        };
    }

    // Tells when the picture is asked for, and waits to be told to give it.
    private static (string Url, Task Asked, TaskCompletionSource Go) ServeSlowly(PictureHost host, byte[] picture)
    {
        var asked = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        string url = host.Serve(async context =>
        {
            asked.SetResult();
            await go.Task;
            await context.Response.Body.WriteAsync(picture);
        });
        return (url, asked.Task, go);
    }

    private static Task EnterAsync(Admission admission, long? length, Task work) => EnterAsync(admission, length, () => work);

    private static Task EnterAsync(Admission admission, long? length, Func<Task> work, CancellationTokenSource? leaving = null)
    {
        var context = new DefaultHttpContext { RequestAborted = leaving?.Token ?? CancellationToken.None };
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentLength = length;
        return admission.InvokeAsync(context, _ => work());
    }

    private static X509Certificate2 WriteChain(TestFolder folder)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        X509Certificate2 root = Authority("root", rootKey).CreateSelfSigned(now.AddDays(-2), now.AddDays(9));
        using X509Certificate2 middle = Sign(Authority("middle", middleKey), root.SubjectName, rootKey, 8);
        var request = new CertificateRequest("CN=engine", ownKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 own = Sign(request, middle.SubjectName, middleKey, 7);

        File.WriteAllText(folder.File("chain.pem"), own.ExportCertificatePem() + "\n" + middle.ExportCertificatePem() + "\n");
        File.WriteAllText(folder.File("key.pem"), ownKey.ExportPkcs8PrivateKeyPem());
        return root;
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN=clarifai-local test {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }

    private static X509Certificate2 Sign(CertificateRequest request, X500DistinguishedName signer, ECDsa key, int days) => request.Create(
        signer,
        X509SignatureGenerator.CreateForECDsa(key),
        DateTimeOffset.UtcNow.AddDays(-1),
        DateTimeOffset.UtcNow.AddDays(days),
        RandomNumberGenerator.GetBytes(8));
}
