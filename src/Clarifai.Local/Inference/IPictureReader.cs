namespace Clarifai.Local.Inference;

/// <summary>A network and the way to read it. Safe to call from several threads at once.</summary>
internal interface IPictureReader
{
    /// <summary>What the shorter side of the pixels must at least have that it is shown; null for one that decodes by itself.</summary>
    int? ShorterSide { get; }

    object Read(Sight sight);
}

/// <summary>A reader of which one knows what it reads.</summary>
internal interface IPictureReader<out T> : IPictureReader
    where T : class
{
    object IPictureReader.Read(Sight sight) => Read(sight);

    /// <summary>Looks at a picture.</summary>
    new T Read(Sight sight);
}
