namespace Clarifai.Local.Storage;

/// <summary>An own model and its versions, the newest first.</summary>
internal sealed record OwnModelState(OwnModel Model, IReadOnlyList<OwnVersion> Versions)
{
    /// <summary>The newest version, whatever became of it; null if there is none.</summary>
    public OwnVersion? Newest => Versions is [var newest, ..] ? newest : null;
}
