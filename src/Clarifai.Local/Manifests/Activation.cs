namespace Clarifai.Local.Manifests;

/// <summary>What turns a classifier's output into values from 0 to 1.</summary>
internal enum Activation
{
    /// <summary>Nothing: the network does so itself.</summary>
    None,

    /// <summary>The classes exclude each other; their values sum to 1.</summary>
    Softmax,

    /// <summary>Each label is true or not by itself.</summary>
    Sigmoid,
}
