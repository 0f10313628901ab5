namespace Clarifai.Local.Protocol;

/// <summary>A concept that the caller wants to hear of, by id or by name.</summary>
internal sealed record SelectedConcept(string? Id, string? Name)
{
    public override string ToString() => Id ?? Name ?? "(neither id nor name)";
}
