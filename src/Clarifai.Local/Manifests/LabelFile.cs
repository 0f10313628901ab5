namespace Clarifai.Local.Manifests;

/// <summary>A file with a label a line, in the order of a network's output.</summary>
internal static class LabelFile
{
    /// <summary>Reads labels, of which several may be alike.</summary>
    /// <exception cref="ModelFileException">There are none, or one is empty.</exception>
    public static string[] Read(ModelFile file)
    {
        string[] labels = file.ReadLines();
        if (labels.Length == 0)
        {
            throw new ModelFileException(file.Path, 1, "it has no labels.");
        }

        int empty = labels.IndexOf("");
        return empty < 0 ? labels : throw new ModelFileException(file.Path, empty + 1, "the line is empty.");
    }

    /// <summary>Reads labels that are characters, which may be white. Every character but the line feed itself can be one.</summary>
    /// <exception cref="ModelFileException">A line is empty or has several.</exception>
    public static string[] ReadCharacters(ModelFile file)
    {
        string[] lines = file.ReadText().TrimEnd('\n').Split('\n');
        foreach ((int index, string line) in lines.Index())
        {
            if (line.EnumerateRunes().Count() != 1)
            {
                throw new ModelFileException(file.Path, index + 1, "the line is not one character.");
            }
        }

        return lines;
    }
}
