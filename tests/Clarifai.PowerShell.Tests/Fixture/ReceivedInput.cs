namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>One input of a request.</summary>
/// <param name="Kind">image, video or text.</param>
/// <param name="Url">The URL, where it is one.</param>
/// <param name="Content">The bytes, where they were sent.</param>
/// <param name="Text">The text, where it is one.</param>
internal sealed record ReceivedInput(string Kind, string? Url, byte[]? Content, string? Text = null)
{
    /// <summary>What tells it from the others: the text, the URL, or the caption in the bytes.</summary>
    public string Caption => Text ?? Url ?? SampleFile.Caption(Content!);
}
