namespace Clarifai;

/// <summary>
/// The inputs that go into the next request: pictures or texts up to a count and to the bytes of a body, or one video. Inputs that have
/// their answer already go along, for the sake of the order, and take no room.
/// </summary>
internal sealed class Batch
{
    private const int MostAnswered = 1000;

    private readonly int _size;
    private readonly long _maximumBytes;
    private readonly List<IndexedInput> _inputs = [];
    private int _open;
    private bool _hasVideo;
    private long _bytes;

    public Batch(int size, PredictTarget target, PredictOptions options, ServiceLimits limits)
    {
        _size = Math.Min(size, target.InputsPerRequest(limits));
        _maximumBytes = limits.MaximumRequestBytes - RequestBody.LengthWithoutInputs(target, options);
    }

    public IReadOnlyList<IndexedInput> Inputs => _inputs;

    public bool IsEmpty => _inputs.Count == 0;

    /// <summary>True where nothing more can be added.</summary>
    public bool IsFull => _open >= _size || _hasVideo || _inputs.Count - _open >= MostAnswered;

    /// <summary>True where one input makes a batch: there is nothing to fill while others are under way.</summary>
    public bool HoldsOne => _size == 1;

    /// <summary>False where what is there must be sent first. A batch with nothing to be asked takes anything.</summary>
    public bool HasRoomFor(IndexedInput input) =>
        input.Stored is not null || _open == 0
        || (!IsFull && input.Input.Kind is not MediaKind.Video && _bytes + RequestBody.EstimatedLength(input.Input) <= _maximumBytes);

    public void Add(IndexedInput input)
    {
        _inputs.Add(input);
        if (input.Stored is null)
        {
            _open++;
            _hasVideo |= input.Input.Kind is MediaKind.Video;
            _bytes += RequestBody.EstimatedLength(input.Input);
        }
    }

    public IndexedInput[] TakeAll()
    {
        IndexedInput[] inputs = [.. _inputs];
        _inputs.Clear();
        _open = 0;
        _hasVideo = false;
        _bytes = 0;
        return inputs;
    }
}
