namespace Clarifai;

/// <summary>An object that is emitted for an input and refers to it.</summary>
public abstract class SourcedObject
{
    private protected SourcedObject(AnswerOrigin origin) => Origin = origin;

    /// <summary>The input: the full path of a file, a URL, or a descriptor of bytes, a stream or a text.</summary>
    // Each type declares it itself: reflection lists declared members first, which makes it the first column of an export.
    public abstract string Source { get; }

    internal AnswerOrigin Origin { get; private protected set; }
}
