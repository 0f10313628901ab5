namespace Clarifai;

/// <summary>One of Clarifai's public models, as listed in <see cref="PublicModels"/>.</summary>
/// <param name="Name">The short name to type, e.g. general.</param>
/// <param name="Title">The display name, e.g. General.</param>
/// <param name="Id">The 32-character id that the model has had since 2016; the service still accepts it.</param>
/// <param name="Slug">Today's id, e.g. general-image-recognition; null where the model kept its first one.</param>
/// <param name="Output">What the model returns: concepts, colors, regions, embeddings or clusters.</param>
/// <param name="SupportsVideo">True if the model accepts videos.</param>
/// <param name="OlderIds">Other ids of the model.</param>
internal sealed record PublicModel(
    string Name, string Title, string Id, string? Slug, string Output, bool SupportsVideo = false, params string[] OlderIds)
{
    /// <summary>Every name of the model: its short name, its ids and today's id.</summary>
    public IEnumerable<string> Names => new[] { Name, Id, Slug }.Concat(OlderIds).OfType<string>().Distinct();

    /// <summary>The id used in requests today.</summary>
    public string CurrentId => Slug ?? Id;

    /// <summary>The languages the model can return concept names in; empty if the language cannot be chosen.</summary>
    public AnswerList<string> Languages { get; init; } = AnswerList<string>.None;

    /// <summary>The same for the local engine's model of this name, or for the service's.</summary>
    public AnswerList<string> LanguagesOf(bool isLocal) =>
        isLocal && Languages.Count > 0 ? new AnswerList<string>([Clarifai.Languages.OfLocalEngine]) : Languages;

    /// <summary>
    /// The most inputs per request: a model that takes seconds per input would exceed the timeout with the service's maximum.
    /// </summary>
    public int InputsPerRequest { get; init; } = int.MaxValue;

    public override string ToString() => Name;
}
