namespace Clarifai;

/// <summary>The input that an answer is about, as its objects show it.</summary>
/// <param name="Source">The full path, the URL, or a descriptor of bytes, a stream or a text.</param>
/// <param name="Kind">The kind it was sent as.</param>
/// <param name="Index">Its position in the run, from 0; null if the answer is not from a run but from a checkpoint.</param>
/// <param name="IsFile">True if the source is a path.</param>
/// <param name="IsUri">True if the source is a URL.</param>
internal readonly record struct InputOrigin(string Source, MediaKind Kind, int? Index, bool IsFile, bool IsUri)
{
    public static InputOrigin Of(IndexedInput input) => new(
        input.Input.Source, input.Input.Kind, input.Index, input.Input is FileInput, input.Input is UriInput);
}
