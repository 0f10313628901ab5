namespace Clarifai.Tests.Video;

public sealed class SplitPlanTests
{
    private static readonly ServiceLimits Minute = new() { MaximumVideoDuration = TimeSpan.FromSeconds(60) };

    [Fact]
    public void The_pieces_follow_each_other_and_fit()
    {
        VideoIndex index = Index(Enumerable.Range(0, 100).Select(number => (number * 2.0, false)), 200);
        IReadOnlyList<PlannedPiece> plan = SplitPlan.Create(index, "x", Minute, 1000);
        Assert.Equal(4, plan.Count);
        Assert.Equal([0, 58, 116, 174], plan.Select(piece => (int)piece.Start.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(200), plan[^1].Start + plan[^1].Duration);
        Assert.Equal([0, 290, 580, 870], plan.Select(piece => piece.FirstPacket));
        Assert.Equal(1000, plan.Sum(piece => piece.PicturePackets));
    }

    [Fact]
    public void Bytes_are_a_limit_too_with_what_the_container_adds()
    {
        VideoIndex index = Index(Enumerable.Range(0, 10).Select(number => (number * 1.0, false)), 10);
        IReadOnlyList<PlannedPiece> plan = SplitPlan.Create(index, "x", new ServiceLimits { MaximumVideoBytes = 40_000 }, 1000);
        Assert.All(plan, piece => Assert.InRange(piece.PicturePackets, 10, 30));
        Assert.Equal(100, plan.Sum(piece => piece.PicturePackets));
    }

    [Fact]
    public void A_cut_that_goes_on_with_the_samples_is_preferred()
    {
        // The last group that fits begins .4 after a sample: a service that leaves out the rest would leave a gap of 1.4 seconds.
        VideoIndex index = Index([(0, false), (52.1, false), (55.9, false), (58.4, false)], 90);
        Assert.Equal(52.1, SplitPlan.Create(index, "x", Minute, 1000)[1].Start.TotalSeconds);
        Assert.Equal(58.4, SplitPlan.Create(index, "x", Minute, 2000)[1].Start.TotalSeconds);
    }

    [Fact]
    public void A_cut_that_loses_no_pictures_is_preferred()
    {
        VideoIndex index = Index([(0, false), (50, false), (55, true), (59, true)], 90);
        Assert.Equal(50, SplitPlan.Create(index, "x", Minute, 1000)[1].Start.TotalSeconds);
    }

    [Fact]
    public void A_cut_is_not_looked_for_so_early_that_there_are_many_more_pieces()
    {
        VideoIndex index = Index([(0, false), (20, false), (55, true)], 90);
        Assert.Equal(55, SplitPlan.Create(index, "x", Minute, 1000)[1].Start.TotalSeconds);
    }

    [Fact]
    public void Key_frames_that_are_too_far_apart_are_an_error_that_says_where()
    {
        VideoIndex index = Index([(0, false), (10, false), (80, false)], 90);
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => SplitPlan.Create(index, "/v/x.mp4", Minute, 1000));
        Assert.Equal((ErrorId.FileTooLarge, ErrorCause.VideoCannotBeCut), (error.ErrorId, error.Cause));
        Assert.All(
            ["/v/x.mp4", "0:00:10.000", "0:01:20.000"],
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Times_count_from_the_start_of_the_file_and_begin_with_the_first_picture_that_is_shown()
    {
        var index = new VideoIndex(
            [Group(0, -1.1, false), Group(10, 8.4, false), Group(20, 50.4, false)],
            TimeSpan.FromSeconds(0.1),
            TimeSpan.FromSeconds(0.4),
            TimeSpan.FromSeconds(100.4));
        IReadOnlyList<PlannedPiece> plan = SplitPlan.Create(index, "x", Minute, 1000);
        Assert.Equal([TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(50.3)], plan.Select(piece => piece.Start));
        Assert.Equal(TimeSpan.FromSeconds(50), plan[0].Duration);
    }

    private static VideoIndex Index(IEnumerable<(double Time, bool IsOpen)> keys, double end) => new(
        [.. keys.Select((key, number) => Group(number * 10, key.Time, key.IsOpen))],
        TimeSpan.Zero,
        TimeSpan.Zero,
        TimeSpan.FromSeconds(end));

    private static PictureGroup Group(int firstPacket, double time, bool isOpen) =>
        new(firstPacket, TimeSpan.FromSeconds(time), TimeSpan.FromSeconds(time))
        {
            PicturePackets = 10,
            Packets = 10,
            Bytes = 10_000,
            IsOpen = isOpen,
        };
}
