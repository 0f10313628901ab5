namespace Clarifai.Local.Protocol;

/// <summary>A concept selected by the caller, by id or by name.</summary>
internal sealed record SelectedConcept(string? Id, string? Name)
{
    public override string ToString() => (Id ?? Name) is { } known ? $"'{known}'" : "(neither id nor name)";
}
