namespace Clarifai.Local.Tests.TextReading;

internal enum ScreenKind
{
    WithoutPhrase,
    Plain,
    OtherColor,
    Tilted,
    Small,
    Dark,
}
