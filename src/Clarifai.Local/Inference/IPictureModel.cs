namespace Clarifai.Local.Inference;

/// <summary>A loaded model that says something of one picture. Safe to call from several threads at once.</summary>
internal interface IPictureModel
{
    /// <summary>What the model looks through. Models that share a reader share what it reads.</summary>
    IReadOnlyList<IPictureReader> Readers { get; }

    /// <summary>The most pixels of a video's frame that it wants to see.</summary>
    int FramePixels => 640 * 640;

    /// <summary>Says what follows from what the readers read.</summary>
    /// <exception cref="Protocol.InputRejectedException">The bytes are no picture that the engine reads.</exception>
    IPrediction Predict(Sight sight);
}
