namespace Clarifai.Local.Protocol;

/// <summary>The kinds of data that an input can have.</summary>
internal enum ReceivedKind
{
    None,
    Image,
    Video,
    Text,
    Audio,
}
