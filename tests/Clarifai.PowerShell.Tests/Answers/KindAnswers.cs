using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>Answers of each kind, in the folder answers beside the tests.</summary>
internal static class KindAnswers
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Kinds");

    /// <summary>Makes the service answer with a file, whatever it is asked.</summary>
    public static void AnswerWith(this StubService service, string name)
    {
        string body = File.ReadAllText(Path.Combine(Folder, name + ".json"));
        service.Reply = _ => new StubReply(200, body);
    }
}
