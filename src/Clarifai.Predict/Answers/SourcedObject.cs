namespace Clarifai;

/// <summary>An object that is emitted about an input, and leads back to it.</summary>
public abstract class SourcedObject
{
    private protected SourcedObject(AnswerOrigin origin) => Origin = origin;

    /// <summary>What the user gave: the full path of the file or the URL; a descriptor for bytes, streams and texts.</summary>
    // Each type has it as a member of its own: reflection gives those first, and it is the first column of an export.
    public abstract string Source { get; }

    internal AnswerOrigin Origin { get; private protected set; }
}
