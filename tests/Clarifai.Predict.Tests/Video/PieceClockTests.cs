namespace Clarifai.Tests.Video;

public sealed class PieceClockTests
{
    [Fact]
    public void A_second_at_a_cut_is_not_given_twice()
    {
        // The clip whose cuts at 22.00 and 43.92 gave second 43 twice when frames were counted by piece.
        VideoPiece[] pieces = Pieces(22, 21.92, 16.08);
        PlacedFrame[] frames = Place(pieces, 1000, duration => FromStart(duration, 1000));
        Assert.Equal([42000, 43000, 43920], frames.Skip(42).Take(3).Select(frame => frame.TimeMs));
        Assert.Equal(Enumerable.Range(0, frames.Length), frames.Select(frame => frame.Index));
    }

    [Fact]
    public void A_piece_that_begins_a_quarter_of_an_interval_later_keeps_its_first_frame()
    {
        PlacedFrame[] frames = Place(Pieces(2.25, 2.5), 1000, duration => FromStart(duration, 1000));
        Assert.Equal([0, 1000, 2000, 2250, 3250, 4250], frames.Select(frame => frame.TimeMs));
    }

    [Fact]
    public void Long_intervals_leave_no_gap_over_one_and_a_quarter()
    {
        // What began 28 seconds after a frame was left out: 88 seconds without one.
        PlacedFrame[] frames = Place(Pieces(568, 500), 60_000, duration => FromStart(duration, 60_000));
        Assert.Equal([540_000, 568_000, 628_000], frames.Skip(9).Take(3).Select(frame => frame.TimeMs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(250)]
    [InlineData(1000)]
    [InlineData(2000)]
    public void Times_strictly_increase_without_a_long_gap(int sampleMs)
    {
        // Lengths of every kind: shorter than an interval, whole ones, a little more and a little less.
        var random = new Random(7);
        for (int run = 0; run < 300; run++)
        {
            double[] seconds = [.. Enumerable.Range(0, 12).Select(_ => Math.Max(1, random.Next(1, sampleMs * 6)) / 1000.0)];
            VideoPiece[] pieces = Pieces(seconds);
            foreach ((Func<long, IEnumerable<long>> sampling, double longest) in new (Func<long, IEnumerable<long>>, double)[]
            {
                (duration => FromStart(duration, sampleMs), 1.25),
                (duration => FromMiddle(duration, sampleMs), 1.5),
            })
            {
                PlacedFrame[] frames = Place(pieces, sampleMs, sampling);
                Assert.Equal(Enumerable.Range(0, frames.Length), frames.Select(frame => frame.Index));
                Assert.All(frames.Zip(frames.Skip(1)), pair =>
                {
                    Assert.True(pair.Second.TimeMs > pair.First.TimeMs);
                    Assert.True(pair.Second.TimeMs - pair.First.TimeMs <= sampleMs * longest);
                });
                Assert.True(frames[^1].TimeMs > (seconds.Sum() * 1000) - (sampleMs * 1.5));
            }
        }
    }

    [Fact]
    public void An_interval_has_at_least_a_millisecond() => Assert.Throws<ArgumentOutOfRangeException>(() => new PieceClock(0));

    private static VideoPiece[] Pieces(params double[] seconds)
    {
        var pieces = new List<VideoPiece>();
        TimeSpan start = TimeSpan.Zero;
        foreach (double length in seconds)
        {
            pieces.Add(new VideoPiece("piece", start, TimeSpan.FromMilliseconds((long)Math.Round(length * 1000))));
            start += pieces[^1].Duration;
        }

        return [.. pieces];
    }

    private static PlacedFrame[] Place(IEnumerable<VideoPiece> pieces, int sampleMs, Func<long, IEnumerable<long>> sampling)
    {
        var clock = new PieceClock(sampleMs);
        var placed = new List<PlacedFrame>();
        foreach (VideoPiece piece in pieces)
        {
            foreach (long time in sampling((long)piece.Duration.TotalMilliseconds))
            {
                if (clock.TryPlace(piece, time, out PlacedFrame frame))
                {
                    placed.Add(frame);
                }
            }
        }

        return [.. placed];
    }

    // 0, 1000, 2000: as the service did until 2020.
    private static IEnumerable<long> FromStart(long duration, int sampleMs) =>
        Enumerable.Range(0, int.MaxValue).Select(number => (long)number * sampleMs).TakeWhile(time => time < duration);

    // 500, 1500, 2500: as it does since; a last interval that is not whole has its frame beyond the end.
    private static IEnumerable<long> FromMiddle(long duration, int sampleMs) =>
        FromStart(duration, sampleMs).Select(time => time + (sampleMs / 2));
}
