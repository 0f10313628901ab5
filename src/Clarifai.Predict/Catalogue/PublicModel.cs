namespace Clarifai;

/// <summary>One of Clarifai's public models, as the catalogue in <see cref="PublicModels"/> knows it.</summary>
/// <param name="name">The short name to type, e.g. general.</param>
/// <param name="title">The name people read, e.g. General.</param>
/// <param name="id">The id of 32 characters that the model has had since 2016; the service still takes it.</param>
/// <param name="slug">Today's id, e.g. general-image-recognition; null where the model kept its first one.</param>
/// <param name="output">What the model answers with: concepts, colors, regions, embeddings or clusters.</param>
/// <param name="video">True where the model takes videos.</param>
/// <param name="olderIds">Further ids that stand for the model.</param>
internal sealed class PublicModel(
    string name, string title, string id, string? slug, string output, bool video = false, params string[] olderIds)
{
    /// <summary>Everything that names the model: its short name, its ids and today's id.</summary>
    public IEnumerable<string> Names => new[] { name, id, slug }.Concat(olderIds).OfType<string>().Distinct();

    public string Name => name;

    public string Title => title;

    public string Id => id;

    public string? Slug => slug;

    /// <summary>What the service is asked for today.</summary>
    public string CurrentId => slug ?? id;

    public IReadOnlyList<string> OlderIds => olderIds;

    public string Output => output;

    public bool SupportsVideo => video;

    /// <summary>The languages in which the model names what it sees, where one can be asked for; empty elsewhere.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>
    /// The most inputs of a request: where a model takes seconds for each, a request of as many as the service takes would outlast its
    /// timeout.
    /// </summary>
    public int InputsPerRequest { get; init; } = int.MaxValue;

    public override string ToString() => name;
}
