namespace Clarifai.PowerShell;

/// <summary>One video that is sent in parts: what its frames have in common, and how many parts are still pending.</summary>
internal sealed class VideoTrack : IDisposable
{
    private readonly IDisposable _files;
    private readonly int _index;
    private int _open;
    private bool _isComplete;

    /// <param name="input">The video as specified by the user.</param>
    /// <param name="index">Its position in the run.</param>
    /// <param name="files">The files to delete or close when the last part is answered.</param>
    public VideoTrack(PredictInput input, int index, IDisposable files)
    {
        Input = input;
        _index = index;
        _files = files;
    }

    /// <summary>The video as specified by the user.</summary>
    public PredictInput Input { get; }

    public string Source => Input.Source;

    public int Index => _index;

    /// <summary>True if a part had no answer.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>True if the model found something in a part.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>True if every part is answered.</summary>
    public bool IsDone => _isComplete && _open == 0;

    public void Expect() => _open++;

    /// <summary>Ends the parts.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>Counts a part as done.</summary>
    /// <param name="failed">True if it had no answer or only a partial one.</param>
    /// <param name="isAnswered">True if the model found something in it.</param>
    public void Settle(bool failed, bool isAnswered)
    {
        _open--;
        HasFailed |= failed;
        IsAnswered |= isAnswered;
    }

    /// <summary>Why the parts do not cover the whole video; null if they do.</summary>
    public ClarifaiException? Damage { get; private set; }

    /// <summary>The video ends early: its existing parts are answered first.</summary>
    public void Fail(ClarifaiException damage)
    {
        HasFailed = true;
        Damage = damage;
    }

    /// <summary>The origin of a part's answer, as an answer for the whole video.</summary>
    public AnswerOrigin Origin(PredictOutput part) =>
        part.Origin.About(new IndexedInput(Input, _index));

    public void Dispose() => _files.Dispose();
}
