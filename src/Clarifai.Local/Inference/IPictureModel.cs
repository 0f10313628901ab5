namespace Clarifai.Local.Inference;

/// <summary>A loaded model that says something of one picture. Safe to call from several threads at once.</summary>
internal interface IPictureModel
{
    /// <summary>Decodes a picture file and looks at it.</summary>
    /// <param name="picture">The file's bytes.</param>
    /// <param name="cancellation">Ends a decoding that can take long.</param>
    /// <exception cref="Protocol.InputRejectedException">The bytes are no picture that the engine reads.</exception>
    IPrediction Predict(ReadOnlyMemory<byte> picture, CancellationToken cancellation);
}
