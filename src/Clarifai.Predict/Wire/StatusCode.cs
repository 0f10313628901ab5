namespace Clarifai;

/// <summary>One status code of the Clarifai API: its number, its name and what a client does about it.</summary>
public sealed class StatusCode
{
    internal StatusCode(int value, string name, StatusAction action, ErrorId error)
    {
        Value = value;
        Name = name;
        Action = action;
        Error = error;
    }

    /// <summary>The number on the wire, e.g. 21200.</summary>
    public int Value { get; }

    /// <summary>The service's name of the code, e.g. MODEL_DOES_NOT_EXIST.</summary>
    public string Name { get; }

    /// <summary>What a client does when it meets the code.</summary>
    public StatusAction Action { get; }

    /// <summary>The error that is reported when nothing else helped.</summary>
    public ErrorId Error { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Value} {Name}";
}
