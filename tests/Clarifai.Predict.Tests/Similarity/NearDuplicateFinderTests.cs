namespace Clarifai.Tests;

public sealed class NearDuplicateFinderTests
{
    [Fact]
    public void A_group_hangs_together_by_pairs_and_is_told_by_its_largest_picture()
    {
        // At 0, 20, 40 and 90 degrees: neighbors have .94, the ends of the chain .77.
        NearDuplicateFinder finder = New(.9);
        finder.Add(Origin("a"), 10, At(0));
        finder.Add(Origin("alone"), 1000, At(90));
        finder.Add(Origin("c"), 30, At(40));
        finder.Add(Origin("b"), 20, At(20));

        Assert.Equal(["1: c 1.000 of 3", "1: b 0.940 of 3", "1: a 0.766 of 3"], Told(finder));
    }

    [Fact]
    public void Groups_are_in_the_order_of_their_first_picture_and_of_equal_pictures_the_first_leads()
    {
        NearDuplicateFinder finder = New(.99);
        finder.Add(Origin("b1"), 5, At(90));
        finder.Add(Origin("a1"), 5, At(0));
        finder.Add(Origin("a2"), 5, At(0));
        finder.Add(Origin("b2"), 5, At(90));

        Assert.Equal(["1: b1 1.000 of 2", "1: b2 1.000 of 2", "2: a1 1.000 of 2", "2: a2 1.000 of 2"], Told(finder));
    }

    [Fact]
    public void The_same_picture_is_found_at_the_highest_similarity_wherever_it_comes()
    {
        // More than a batch and more than a chunk of the table, of numbers that no number of bits has exactly.
        var random = new Random(1);
        float[][] vectors = [.. Enumerable.Range(0, 700).Select(_ => Random(random, 37))];
        NearDuplicateFinder finder = New(1);
        for (int i = 0; i < vectors.Length; i++)
        {
            finder.Add(Origin($"{i}"), vectors.Length - i, vectors[i]);
        }

        foreach (int again in (int[])[699, 300, 0])
        {
            finder.Add(Origin($"{again}'"), 0, vectors[again]);
        }

        Assert.Equal(
            ["1: 0 1.000 of 2", "1: 0' 1.000 of 2", "2: 300 1.000 of 2", "2: 300' 1.000 of 2", "3: 699 1.000 of 2", "3: 699' 1.000 of 2"],
            Told(finder));
    }

    [Fact]
    public void Any_pair_that_a_simple_comparison_finds_is_found()
    {
        var random = new Random(2);
        float[][] vectors = [.. Enumerable.Range(0, 600).Select(_ => Random(random, 5))];
        const double Least = .97;
        NearDuplicateFinder finder = New(Least);
        for (int i = 0; i < vectors.Length; i++)
        {
            finder.Add(Origin($"{i}"), 0, vectors[i]);
        }

        // A pair at the very threshold may be rounded to either side.
        bool Has(int i, double least) =>
            vectors.Where((_, j) => j != i).Any(other => UnitVector.Similarity(vectors[i], other) >= least);
        HashSet<string> found = [.. finder.Find().Select(picture => picture.Source)];

        Assert.All(Enumerable.Range(0, 600).Where(i => Has(i, Least + .0002)), i => Assert.Contains($"{i}", found));
        Assert.All(Enumerable.Range(0, 600).Where(i => !Has(i, Least - .0002)), i => Assert.DoesNotContain($"{i}", found));
        Assert.InRange(found.Count, 100, 500);
    }

    [Fact]
    public void Canceling_ends_a_comparison()
    {
        using var cancellation = new CancellationTokenSource();
        var finder = new NearDuplicateFinder(.9, cancellation.Token);
        finder.Add(Origin("a"), 0, At(0));
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => finder.Find().ToList());
    }

    [Fact]
    public void Nothing_added_is_nothing_found() => Assert.Empty(New(.9).Find());

    [Fact]
    public void A_vector_of_an_embedding_is_kept_in_less_than_three_kilobytes()
    {
        float[] unit = UnitVector.Of([.. Enumerable.Range(1, 1280).Select(i => (float)i)])!;
        var table = new VectorTable(unit.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 4 * VectorTable.ChunkLength; i++)
        {
            table.Add(unit);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / table.Count, 2560, 2700);
        Assert.Equal(1, UnitVector.Similarity(unit, table.Read(table.Count - 1)), tolerance: .0001);
    }

    private static NearDuplicateFinder New(double least) => new(least, TestContext.Current.CancellationToken);

    private static float[] Random(Random random, int dimensions) =>
        UnitVector.Of([.. Enumerable.Range(0, dimensions).Select(_ => random.NextSingle() - .5f)])!;

    private static float[] At(double degrees)
    {
        double angle = degrees * Math.PI / 180;
        return UnitVector.Of([(float)Math.Cos(angle), (float)Math.Sin(angle)])!;
    }

    private static AnswerOrigin Origin(string name) =>
        new() { Model = "m", Input = InputOrigin.Of(new IndexedInput(PredictInput.FromText("x", name), 0)) };

    private static IEnumerable<string> Told(NearDuplicateFinder finder) =>
        finder.Find().Select(picture => $"{picture} of {picture.GroupSize}");
}
