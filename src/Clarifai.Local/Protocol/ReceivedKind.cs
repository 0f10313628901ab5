namespace Clarifai.Local.Protocol;

/// <summary>The kinds of data that the protocol lets an input have.</summary>
internal enum ReceivedKind
{
    None,
    Image,
    Video,
    Text,
    Audio,
}
