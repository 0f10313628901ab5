using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Clarifai.Local.Manifests;

/// <summary>A text file of a model folder, read so that errors include the line.</summary>
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

    /// <exception cref="ModelFileException">It does not exist or cannot be read.</exception>
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

    /// <exception cref="ModelFileException">It is not JSON, or does not match the schema.</exception>
    public T ReadJson<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(_content, type) ?? throw new ModelFileException(Path, 1, "it is null.");
        }
        catch (JsonException wrong)
        {
            throw new ModelFileException(Path, wrong.LineNumber + 1, Explain(wrong), wrong);
        }
    }

    /// <summary>Creates an object from the file's content; an error is reported as the file's error.</summary>
    /// <exception cref="ModelFileException">The content is not valid.</exception>
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

    /// <summary>The trimmed lines, without an empty last one.</summary>
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

    /// <summary>Creates the error for a setting that is well-formed JSON but not valid.</summary>
    /// <param name="setting">Its name, preceded by the name of the containing object and a dot, if any.</param>
    /// <param name="reason">The reason.</param>
    public ModelFileException Wrong(string setting, string reason) => new(Path, FindLine(setting.Split('.')), $"{setting}: {reason}");

    // The serializer's messages are meant for developers, and include the path and the position; the position is reported separately.
    private static string Explain(JsonException wrong)
    {
        string words = wrong.Message.Split(" Path: ")[0];
        string reason = words.Split(" was missing required properties including: ") is [_, var missing] ? $"missing: {missing}"
            : words.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal) ? "it has a value of the wrong kind."
            : words.Contains(" could not be mapped to any .NET member ", StringComparison.Ordinal) ? "the setting does not exist."
            : words.StartsWith("Duplicate property ", StringComparison.Ordinal) ? "it is specified twice."
            : words.Contains("nullability annotation", StringComparison.Ordinal) ? "it must not be null."
            : words;
        return wrong.Path is { Length: > 2 } path ? $"{path[2..]}: {reason}" : reason;
    }

    // A missing setting is reported with the line of the containing object.
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
