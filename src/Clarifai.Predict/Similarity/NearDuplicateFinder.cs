namespace Clarifai;

/// <summary>
/// Finds groups of near-duplicates while pictures come in: each one is compared with all before it, some at a time on all cores. A group is
/// what is linked by pairs of at least a similarity.
/// </summary>
/// <param name="least">The least similarity of a pair.</param>
/// <param name="cancellation">Ends a comparison.</param>
internal sealed class NearDuplicateFinder(double least, CancellationToken cancellation)
{
    // Vectors that are compared with the table at a time, which is read that much less often.
    private const int BatchLength = 64;

    private readonly List<(AnswerOrigin Origin, long Bytes)> _pictures = [];
    private readonly List<int> _links = [];
    private readonly List<float[]> _batch = [];
    private VectorTable? _table;

    /// <summary>Adds a picture.</summary>
    /// <param name="origin">Where it is from.</param>
    /// <param name="bytes">The length of its file; 0 if unknown.</param>
    /// <param name="unit">Its vector, of the same length as all others.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public void Add(AnswerOrigin origin, long bytes, float[] unit)
    {
        _table ??= new VectorTable(unit.Length);
        _table.Add(unit);
        _pictures.Add((origin, bytes));
        _links.Add(_links.Count);
        _batch.Add(unit);
        if (_batch.Count == BatchLength)
        {
            Compare();
        }
    }

    /// <summary>
    /// The pictures that are not alone, group by group in the order of the first picture added; in a group, the one with the most bytes
    /// first and then the most similar to it.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public IEnumerable<NearDuplicate> Find()
    {
        Compare();
        IEnumerable<int[]> groups = Enumerable.Range(0, _pictures.Count).GroupBy(Root).Select(group => group.ToArray());
        foreach (NearDuplicate picture in groups.Where(group => group.Length > 1).SelectMany((group, at) => Rank(group, at + 1)))
        {
            yield return picture;
        }
    }

    private IEnumerable<NearDuplicate> Rank(int[] group, int number)
    {
        int first = group.OrderByDescending(index => _pictures[index].Bytes).First();
        float[] vector = _table!.Read(first);
        return from index in @group
               let similarity = index == first ? 1 : UnitVector.Similarity(vector, _table.Read(index))
               orderby index == first descending, similarity descending
               select new NearDuplicate(_pictures[index].Origin, number, similarity, @group.Length);
    }

    // The batch is in the table already, so that its vectors are compared with each other too.
    private void Compare()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        int start = _table!.Count - _batch.Count;
        var found = new List<(int Stored, int New)>[_table.ChunkCount];
        Parallel.For(
            0,
            found.Length,
            new ParallelOptions { CancellationToken = cancellation },
            chunk => found[chunk] = _table.FindSimilar(chunk, _batch, least));
        foreach ((int stored, int added) in found.SelectMany(pairs => pairs))
        {
            Link(stored, start + added);
        }

        _batch.Clear();
    }

    private void Link(int one, int other)
    {
        int a = Root(one);
        int b = Root(other);
        _links[Math.Max(a, b)] = Math.Min(a, b);
    }

    // Each visited link is shortened, so that chains stay short.
    private int Root(int index)
    {
        while (_links[index] != index)
        {
            index = _links[index] = _links[_links[index]];
        }

        return index;
    }
}
