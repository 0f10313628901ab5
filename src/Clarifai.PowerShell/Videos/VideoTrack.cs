namespace Clarifai.PowerShell;

/// <summary>One video that is asked about in parts: what its frames have in common, and how many parts are still to be answered.</summary>
internal sealed class VideoTrack : IDisposable
{
    private readonly PredictInput _input;
    private readonly IDisposable _files;
    private readonly int _index;
    private int _open;
    private bool _isComplete;

    /// <param name="input">The video as the user gave it.</param>
    /// <param name="index">Its position in the run.</param>
    /// <param name="files">What is deleted or closed when the last part is answered.</param>
    public VideoTrack(PredictInput input, int index, IDisposable files)
    {
        _input = input;
        _index = index;
        _files = files;
    }

    public string Source => _input.Source;

    public int Index => _index;

    /// <summary>True where a part had no answer.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>True where the model has said something about a part.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>True where every part is answered.</summary>
    public bool IsDone => _isComplete && _open == 0;

    public void Expect() => _open++;

    /// <summary>No further part will come.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>Counts a part as done.</summary>
    /// <param name="failed">It had no answer, or not all of it.</param>
    /// <param name="isAnswered">The model has said something about it.</param>
    public void Settle(bool failed, bool isAnswered)
    {
        _open--;
        HasFailed |= failed;
        IsAnswered |= isAnswered;
    }

    /// <summary>Why the video's parts are not all of it; null where they are.</summary>
    public ClarifaiException? Damage { get; private set; }

    /// <summary>The video ends early: what there is of it is answered first.</summary>
    public void Fail(ClarifaiException damage)
    {
        HasFailed = true;
        Damage = damage;
    }

    /// <summary>Where an answer about a part is from, as an answer about the whole video.</summary>
    public AnswerOrigin Origin(PredictOutput part) =>
        part.Origin.About(new IndexedInput(_input, _index));

    public void Dispose() => _files.Dispose();
}
