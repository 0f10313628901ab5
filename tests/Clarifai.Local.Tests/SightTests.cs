using Clarifai.Local.Inference;
using Clarifai.Local.Protocol;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>One picture for several models: what they share is decoded and read once, and what one cannot read costs no other.</summary>
public sealed class SightTests
{
    private static readonly byte[] Picture = Pictures.Solid(800, 600, SKColors.Red, SKEncodedImageFormat.Jpeg);

    [Fact]
    public void A_reader_that_two_models_have_reads_once()
    {
        var shared = new Reader();
        var other = new Reader();
        using Sight sight = Open(new Model(shared), new Model(other, shared));
        Assert.Equal(2, sight.Left);

        ReadAll(sight);

        Assert.Equal(0, sight.Left);
        Assert.Equal((1, 1), (shared.Times, other.Times));
        Assert.Same(sight.Of(shared), sight.Of(shared));
    }

    [Fact]
    public void Readers_of_one_size_are_shown_the_same_pixels()
    {
        Reader[] readers = [new() { ShorterSide = 300 }, new() { ShorterSide = 300 }, new() { ShorterSide = 75 }];
        using Sight sight = Open(new Model([.. readers]));

        Assert.Equal(new SKSizeI(400, 300), sight.Picture(300).Pixels.Info.Size);
        Assert.Equal(new SKSizeI(100, 75), sight.Picture(75).Pixels.Info.Size);
        Assert.Same(sight.Picture(300), sight.Picture(300));
    }

    [Fact]
    public void What_one_reader_cannot_read_is_the_failure_of_who_asks_for_it()
    {
        var broken = new Reader { Failure = new InvalidOperationException("It is broken.") };
        var whole = new Reader();
        using Sight sight = Open(new Model(broken), new Model(whole));

        ReadAll(sight);

        Assert.Equal("It is broken.", Assert.Throws<InvalidOperationException>(() => sight.Of(broken)).Message);
        Assert.NotNull(sight.Of(whole));
    }

    [Fact]
    public void What_is_no_picture_is_refused_at_once() => Assert.Throws<InputRejectedException>(() =>
        Sight.Open("no picture"u8.ToArray(), [new Model(new Reader())], TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_models_of_the_engine_share_their_networks()
    {
        await using var catalog = ModelCatalogue.Open();
        IPictureModel general = await catalog.Find("general")!.Network;

        foreach (string part in (string[])["general-embedding", "general-detection", "face-detection"])
        {
            Assert.Contains(Assert.Single((await catalog.Find(part)!.Network).Readers), general.Readers);
        }

        Assert.Single(general.Readers.Select(reader => reader.ShorterSide).Distinct());
    }

    private static Sight Open(params IPictureModel[] models) => Sight.Open(Picture, models, TestContext.Current.CancellationToken);

    private static void ReadAll(Sight sight)
    {
        while (sight.ReadNext())
        {
        }
    }

    private sealed class Reader : IPictureReader<object>
    {
        public int Times { get; private set; }

        public Exception? Failure { get; init; }

        public int? ShorterSide { get; init; } = 100;

        public object Read(Sight sight)
        {
            Times++;
            return Failure is null ? new object() : throw Failure;
        }
    }

    private sealed class Model(params IPictureReader[] readers) : IPictureModel
    {
        public IReadOnlyList<IPictureReader> Readers => readers;

        public IPrediction Predict(Sight sight) => throw new NotSupportedException();
    }
}
