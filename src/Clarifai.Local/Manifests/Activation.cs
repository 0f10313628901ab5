namespace Clarifai.Local.Manifests;

/// <summary>How a classifier's output is converted to values from 0 to 1.</summary>
internal enum Activation
{
    /// <summary>Not at all: the network does it itself.</summary>
    None,

    /// <summary>The classes exclude each other; their values add up to 1.</summary>
    Softmax,

    /// <summary>The labels are independent.</summary>
    Sigmoid,
}
