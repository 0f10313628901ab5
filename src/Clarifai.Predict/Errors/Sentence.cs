namespace Clarifai;

/// <summary>Texts of others that end our messages: the system's and the service's end with a period or without one.</summary>
internal static class Sentence
{
    public static string Of(string text) => text.TrimEnd('.') + ".";
}
