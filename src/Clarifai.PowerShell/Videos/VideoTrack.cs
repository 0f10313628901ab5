namespace Clarifai.PowerShell;

/// <summary>One video that is sent in parts: what its frames have in common, and how many parts are still pending.</summary>
/// <param name="video">The video as specified by the user, and its position in the run.</param>
/// <param name="files">The files to delete when the last part is answered; null for none.</param>
internal sealed class VideoTrack(IndexedInput video, IDisposable? files) : IDisposable
{
    // One for the parts that are still to come.
    private int _open = 1;

    public IndexedInput Video => video;

    /// <summary>True if a part had no answer, or the parts do not cover the whole video.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>True if the model found something in a part.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Why the parts do not cover the whole video; null if they do.</summary>
    public ClarifaiException? Damage { get; private set; }

    /// <summary>True if every part is answered.</summary>
    public bool IsDone => _open == 0;

    public void Expect() => _open++;

    /// <summary>Ends the parts.</summary>
    /// <param name="damage">Why they do not cover the whole video: the existing ones are answered first. Null if they do.</param>
    public void Complete(ClarifaiException? damage)
    {
        Damage = damage;
        Settle(failed: damage is not null, isAnswered: false);
    }

    /// <summary>Counts a part as done.</summary>
    /// <param name="failed">True if it had no answer or only a partial one.</param>
    /// <param name="isAnswered">True if the model found something in it.</param>
    public void Settle(bool failed, bool isAnswered)
    {
        _open--;
        HasFailed |= failed;
        IsAnswered |= isAnswered;
    }

    public void Dispose() => files?.Dispose();
}
