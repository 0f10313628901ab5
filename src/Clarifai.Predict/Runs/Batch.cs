namespace Clarifai;

/// <summary>The inputs of one request: images or texts up to a number and a body size, or one video.</summary>
internal sealed class Batch(int size, long maximumBytes)
{
    private readonly List<IndexedInput> _inputs = [];
    private long _bytes;

    public Batch(int size, PredictTarget target, PredictOptions options, ServiceLimits limits)
        : this(
            Math.Min(size, target.InputsPerRequest(limits)),
            limits.MaximumRequestBytes - RequestBody.LengthWithoutInputs(target, options))
    {
    }

    public IReadOnlyList<IndexedInput> Inputs => _inputs;

    public IndexedInput Last => _inputs[_inputs.Count - 1];

    /// <summary>Files among the inputs that are open until their request is answered.</summary>
    public int OpenFileCount { get; private set; }

    /// <summary>True if nothing more can be added.</summary>
    public bool IsFull => _inputs.Count >= size || _inputs is [{ Input.Kind: MediaKind.Video }, ..];

    /// <summary>True if one input makes a batch: then there is nothing to fill while others are in flight.</summary>
    public bool HoldsOne => size == 1;

    /// <summary>False if the current inputs must be sent first.</summary>
    public bool HasRoomFor(PredictInput input) =>
        _inputs.Count == 0
        || (!IsFull && input.Kind is not MediaKind.Video && _bytes + RequestBody.EstimatedLength(input) <= maximumBytes);

    public void Add(IndexedInput input, bool isOpen = false)
    {
        _inputs.Add(input);
        _bytes += RequestBody.EstimatedLength(input.Input);
        OpenFileCount += isOpen ? 1 : 0;
    }

    /// <summary>An empty batch with the same limits.</summary>
    public Batch Next() => new(size, maximumBytes);
}
