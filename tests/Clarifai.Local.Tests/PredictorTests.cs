using System.Text;
using Clarifai.Local.Inference;
using Clarifai.Local.Protocol;
using Clarifai.Local.Video;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>How the models of a request come to their pictures.</summary>
public sealed class PredictorTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly InputFetcher _fetcher = new(publicOnly: false);
    private readonly VideoPredictor _videos;
    private readonly Predictor _predictor;

    public PredictorTests()
    {
        _videos = new VideoPredictor(_fetcher, ServiceLimits.Current, new VideoRunLimits());
        var downloader = new PictureDownloader(_fetcher, ServiceLimits.Current.MaximumImageBytes, Patience);
        _predictor = new Predictor(downloader, _videos, NullLogger<Predictor>.Instance);
    }

    [Fact]
    public async Task The_networks_of_a_picture_run_side_by_side_where_cores_are_free()
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "There is one core.");
        using var together = new Barrier(2);
        var model = new Model(new Reader(together), new Reader(together));

        InputAnswer outcome = Assert.Single(Assert.Single(await PredictAsync(model)));

        Assert.True(outcome.Succeeded, outcome.Details);
    }

    [Fact]
    public async Task A_network_that_fails_costs_no_other_model_its_answer()
    {
        InputAnswer[] outcomes = Assert.Single(await PredictAsync(new Model(new Reader(null)), new Model(new Reader(new Barrier(1)))));

        Assert.Equal([EngineStatusCodes.PredictionFailed, StatusCodes.Success], outcomes.Select(outcome => outcome.Code));
    }

    public async ValueTask DisposeAsync()
    {
        await _videos.DisposeAsync();
        await _predictor.DisposeAsync();
        _fetcher.Dispose();
    }

    private async Task<InputAnswer[][]> PredictAsync(params IPictureModel[] models)
    {
        byte[] json = Encoding.UTF8.GetBytes(PredictBody.Of(Pictures.Solid(30, 20, SKColors.Red)));
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(json);
        context.Request.ContentLength = json.Length;
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, json.Length, TestContext.Current.CancellationToken);
        PredictRequest request = PredictRequestReader.Read(body.Json, 1);
        return await _predictor.PredictAsync(models, body, request.Inputs, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until all readers of a barrier are at it; without one it fails.</summary>
    private sealed class Reader(Barrier? barrier) : IPictureReader<object>
    {
        public int? ShorterSide => 10;

        public object Read(Sight sight) => barrier?.SignalAndWait(Patience) == true
            ? this
            : throw new InvalidOperationException("Nobody else came.");
    }

    private sealed class Model(params Reader[] readers) : IPictureModel
    {
        public IReadOnlyList<IPictureReader> Readers => readers;

        public IPrediction Predict(Sight sight)
        {
            foreach (Reader reader in readers)
            {
                Assert.Same(reader, sight.Of(reader));
            }

            return new EmbeddingPrediction([1]);
        }
    }
}
