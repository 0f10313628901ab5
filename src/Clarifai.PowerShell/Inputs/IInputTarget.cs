namespace Clarifai.PowerShell;

/// <summary>Where the inputs of a cmdlet go.</summary>
internal interface IInputTarget
{
    /// <summary>Takes note of how many inputs there will be, where that is known before the first.</summary>
    void Expect(int count);

    /// <summary>The position of the next input in the run, from 0.</summary>
    int NextIndex { get; }

    /// <summary>What the service takes.</summary>
    ServiceLimits Limits { get; }

    /// <summary>Tells why an input cannot be sent; null where it can.</summary>
    ClarifaiException? Check(PredictInput input);

    /// <summary>Makes room for a file where none can be opened.</summary>
    /// <returns>False where there will be none.</returns>
    bool MakeRoom(ClarifaiException shortage);

    void Accept(PredictInput input);

    /// <summary>Counts an input that could not be made or sent, and tells why.</summary>
    void Refuse(ClarifaiException error, string source);
}
