namespace Clarifai;

/// <summary>One status code of the Clarifai API: its number, its name and how a client handles it.</summary>
/// <param name="Value">The number on the wire, e.g. 21200.</param>
/// <param name="Name">The service's name of the code, e.g. MODEL_DOES_NOT_EXIST.</param>
/// <param name="Action">What a client does when it meets the code.</param>
/// <param name="Error">The error that is reported if handling the code does not help.</param>
internal sealed record StatusCode(int Value, string Name, StatusAction Action, ErrorId Error);
