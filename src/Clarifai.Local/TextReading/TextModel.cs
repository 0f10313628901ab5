using Clarifai.Local.Inference;

namespace Clarifai.Local.TextReading;

/// <summary>Returns the text in an image, line by line.</summary>
internal sealed class TextModel(IPictureReader<TextReading> reader) : IPictureModel
{
    public IReadOnlyList<IPictureReader> Readers => [reader];

    // Letters on a screen are small.
    public int FramePixels => TextFinder.MostPixels;

    public IPrediction Predict(Sight sight) => new TextPrediction(sight.Of(reader));
}
