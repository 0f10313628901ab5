namespace Clarifai.Local.Inference;

/// <summary>A loaded model for single images. Thread-safe.</summary>
internal interface IPictureModel
{
    /// <summary>The readers of the model. Models that share a reader share its readings.</summary>
    IReadOnlyList<IPictureReader> Readers { get; }

    /// <summary>The most pixels of a video frame that the model needs.</summary>
    int FramePixels => 640 * 640;

    /// <summary>Returns the prediction from the readings.</summary>
    /// <exception cref="Protocol.InputRejectedException">The bytes are not an image that the engine can read.</exception>
    IPrediction Predict(Sight sight);
}
