namespace Clarifai;

/// <summary>One status code of the Clarifai API: its number, its name and what a client does about it.</summary>
/// <param name="Value">The number on the wire, e.g. 21200.</param>
/// <param name="Name">The service's name of the code, e.g. MODEL_DOES_NOT_EXIST.</param>
/// <param name="Action">What a client does when it meets the code.</param>
/// <param name="Error">The error that is reported when nothing else helped.</param>
internal sealed record StatusCode(int Value, string Name, StatusAction Action, ErrorId Error);
