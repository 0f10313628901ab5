using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Clarifai.Local.Manifests;

/// <summary>A text file of a model folder, read so that whatever is wrong with it is told with its line.</summary>
internal sealed class ModelFile
{
    private readonly byte[] _content;

    private ModelFile(string path, byte[] content)
    {
        Path = path;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        _content = [.. Utf8Text.WithoutMark(content)];
    }

    public string Path { get; }

    public string Sha256 { get; }

    /// <exception cref="ModelFileException">It is not there or may not be read.</exception>
    public static ModelFile Read(string path)
    {
        try
        {
            return new ModelFile(path, File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            string reason = failure is FileNotFoundException ? "the file does not exist." : failure.Message;
            throw new ModelFileException(path, null, reason, failure);
        }
    }

    /// <exception cref="ModelFileException">It is no JSON, or not of this shape.</exception>
    public T ReadJson<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(_content, type) ?? throw new ModelFileException(Path, 1, "it says null.");
        }
        catch (JsonException wrong)
        {
            throw new ModelFileException(Path, wrong.LineNumber + 1, Explain(wrong), wrong);
        }
    }

    /// <summary>Makes what the file's content is for; what is wrong with it is the file's error.</summary>
    /// <exception cref="ModelFileException">The content does not fit.</exception>
    public T Expect<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (InvalidDataException wrong)
        {
            throw new ModelFileException(Path, null, wrong.Message, wrong);
        }
    }

    public string ReadText() => Encoding.UTF8.GetString(_content);

    /// <summary>The lines, without white space around them and without an empty last one.</summary>
    public string[] ReadLines()
    {
        using var reader = new StreamReader(new MemoryStream(_content));
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line.Trim());
        }

        return [.. lines];
    }

    /// <summary>Makes the error for a setting that is well-formed JSON and still wrong.</summary>
    /// <param name="setting">Its name, with the name of the object that it is in and a dot before it where it is in one.</param>
    /// <param name="reason">What is wrong with it.</param>
    public ModelFileException Wrong(string setting, string reason) => new(Path, FindLine(setting.Split('.')), $"{setting}: {reason}");

    // The serializer speaks to who wrote the types, and adds the path and the position to its words; the position is told apart.
    private static string Explain(JsonException wrong)
    {
        string words = wrong.Message.Split(" Path: ")[0];
        string reason = words.Split(" was missing required properties including: ") is [_, var missing] ? $"it lacks {missing}"
            : words.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal) ? "it has a value of the wrong kind."
            : words.Contains(" could not be mapped to any .NET member ", StringComparison.Ordinal) ? "there is no such setting."
            : words.StartsWith("Duplicate property ", StringComparison.Ordinal) ? "it is there twice."
            : words.Contains("nullability annotation", StringComparison.Ordinal) ? "it may not be null."
            : words;
        return wrong.Path is { Length: > 2 } path ? $"{path[2..]}: {reason}" : reason;
    }

    // A setting that is not there is told with the line of what it should be in.
    private long FindLine(string[] names)
    {
        var json = new Utf8JsonReader(_content);
        int found = 0;
        int position = 0;
        while (found < names.Length && json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != found + 1)
            {
                continue;
            }

            if (!json.ValueTextEquals(names[found]))
            {
                json.Skip();
                continue;
            }

            found++;
            position = (int)json.TokenStartIndex;
        }

        return _content.AsSpan(0, position).Count((byte)'\n') + 1;
    }
}
