namespace Clarifai.Local.Manifests;

/// <summary>A file with one label per line, in the order of a network's output.</summary>
internal static class LabelFile
{
    /// <summary>Reads labels, which may repeat.</summary>
    /// <exception cref="ModelFileException">The file has no labels, or one is empty.</exception>
    public static string[] Read(ModelFile file)
    {
        string[] labels = file.ReadLines();
        if (labels.Length == 0)
        {
            throw new ModelFileException(file.Path, 1, "it contains no labels.");
        }

        int empty = labels.IndexOf("");
        return empty < 0 ? labels : throw new ModelFileException(file.Path, empty + 1, "the line is empty.");
    }

    /// <summary>Reads labels that are single characters, which may be white space. Any character except the line feed is allowed.</summary>
    /// <exception cref="ModelFileException">A line is empty or has several characters.</exception>
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
