namespace Clarifai.Local.Inference;

/// <summary>A network and how to read its output. Thread-safe.</summary>
internal interface IPictureReader
{
    /// <summary>The minimum length of the shorter side of its input in pixels; null for a reader that decodes by itself.</summary>
    int? ShorterSide { get; }

    object Read(Sight sight);
}

/// <summary>A reader with a known type of reading.</summary>
internal interface IPictureReader<out T> : IPictureReader
    where T : class
{
    object IPictureReader.Read(Sight sight) => Read(sight);

    /// <summary>Reads an image.</summary>
    new T Read(Sight sight);
}
