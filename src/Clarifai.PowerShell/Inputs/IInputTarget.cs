namespace Clarifai.PowerShell;

/// <summary>The destination of a cmdlet's inputs.</summary>
internal interface IInputTarget
{
    /// <summary>Announces the number of inputs, if it is known before the first.</summary>
    void Expect(int count);

    /// <summary>The position of the next input in the run, from 0.</summary>
    int NextIndex { get; }

    /// <summary>The service's limits.</summary>
    ServiceLimits Limits { get; }

    /// <summary>Returns why an input cannot be sent; null if it can.</summary>
    ClarifaiException? Check(PredictInput input);

    /// <summary>Frees a file handle if none is left.</summary>
    /// <returns>False if none can be freed.</returns>
    bool MakeRoom(ClarifaiException shortage);

    void Accept(PredictInput input);

    /// <summary>Counts an input that could not be created or sent, and reports why.</summary>
    void Refuse(ClarifaiException error, string source);
}
