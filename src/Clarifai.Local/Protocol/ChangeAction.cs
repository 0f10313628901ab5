namespace Clarifai.Local.Protocol;

/// <summary>How the concepts of a request change those of an input or model.</summary>
internal enum ChangeAction
{
    /// <summary>They are added, and replace those with the same ids.</summary>
    Merge,

    /// <summary>Those with the same ids are removed.</summary>
    Remove,

    /// <summary>They replace all.</summary>
    Overwrite,
}
