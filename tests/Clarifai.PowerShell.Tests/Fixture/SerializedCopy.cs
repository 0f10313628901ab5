namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>Objects as jobs and remote sessions give them back: serialized and read again.</summary>
internal static class SerializedCopy
{
    private const string Serializer = "[Management.Automation.PSSerializer]";

    /// <summary>A script that emits a copy of what another one emits.</summary>
    public static string Of(string script) => $"{Serializer}::Deserialize({Serializer}::Serialize(({script}), 1))";
}
