namespace Clarifai;

/// <summary>The inputs that go into the next request: pictures or texts up to a count and to the bytes of a body, or one video.</summary>
internal sealed class Batch
{
    private readonly int _size;
    private readonly long _maximumBytes;
    private readonly List<IndexedInput> _inputs = [];
    private long _bytes;

    public Batch(int size, PredictTarget target, PredictOptions options, ServiceLimits limits)
    {
        _size = Math.Min(size, target.InputsPerRequest(limits));
        _maximumBytes = limits.MaximumRequestBytes - RequestBody.LengthWithoutInputs(target, options);
    }

    public bool IsEmpty => _inputs.Count == 0;

    /// <summary>True where nothing more can be added.</summary>
    public bool IsFull => _inputs.Count >= _size || (_inputs.Count == 1 && _inputs[0].Input.Kind is MediaKind.Video);

    /// <summary>True where one input makes a batch: there is nothing to fill while others are under way.</summary>
    public bool HoldsOne => _size == 1;

    /// <summary>False where what is there must be sent first. An empty batch takes anything.</summary>
    public bool HasRoomFor(PredictInput input) =>
        IsEmpty || (!IsFull && input.Kind is not MediaKind.Video && _bytes + RequestBody.EstimatedLength(input) <= _maximumBytes);

    public void Add(IndexedInput input)
    {
        _inputs.Add(input);
        _bytes += RequestBody.EstimatedLength(input.Input);
    }

    public IndexedInput[] TakeAll()
    {
        IndexedInput[] inputs = [.. _inputs];
        _inputs.Clear();
        _bytes = 0;
        return inputs;
    }
}
