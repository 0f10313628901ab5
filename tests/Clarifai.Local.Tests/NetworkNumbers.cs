namespace Clarifai.Local.Tests;

/// <summary>The types of numbers that a network takes or gives, as ONNX numbers them.</summary>
public enum NetworkNumbers
{
    None = 0,
    Floats = 1,
    Bytes = 2,
    Integers = 7,
    Halves = 10,
}
