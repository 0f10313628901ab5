namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>One input of a request.</summary>
/// <param name="Kind">image or video.</param>
/// <param name="Url">The URL, where it is one.</param>
/// <param name="Content">The bytes, where they were sent.</param>
internal sealed record ReceivedInput(string Kind, string? Url, byte[]? Content)
{
    /// <summary>What tells it from the others: the URL, or the caption in the bytes.</summary>
    public string Caption => Url ?? SampleFile.Caption(Content!);
}
