namespace Clarifai;

/// <summary>One of Clarifai's public models, as the catalogue in <see cref="PublicModels"/> knows it.</summary>
public sealed class PublicModel
{
    internal PublicModel(string name, string title, string id, string? slug, string output, bool video = false, params string[] olderIds)
    {
        Name = name;
        Title = title;
        Id = id;
        Slug = slug;
        Output = output;
        SupportsVideo = video;
        OlderIds = olderIds;
    }

    /// <summary>Everything that names the model: its short name, its ids and today's id.</summary>
    public IEnumerable<string> Names => new[] { Name, Id, Slug }.Concat(OlderIds).OfType<string>().Distinct();

    /// <summary>The short name to type, e.g. general.</summary>
    public string Name { get; }

    /// <summary>The name people read, e.g. General.</summary>
    public string Title { get; }

    /// <summary>The id of 32 characters that the model has had since 2016; the service still takes it.</summary>
    public string Id { get; }

    /// <summary>Today's id, e.g. general-image-recognition; null where the model kept its first one.</summary>
    public string? Slug { get; }

    /// <summary>What the model answers with: concepts, colors, regions, embeddings or clusters.</summary>
    public string Output { get; }

    /// <summary>True where the model takes videos.</summary>
    public bool SupportsVideo { get; }

    /// <summary>The languages in which the model names what it sees, where one can be asked for; empty elsewhere.</summary>
    public IReadOnlyList<string> Languages { get; internal init; } = [];

    /// <summary>Further ids that stand for the model.</summary>
    public IReadOnlyList<string> OlderIds { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
