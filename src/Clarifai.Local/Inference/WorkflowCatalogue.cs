namespace Clarifai.Local.Inference;

/// <summary>The only table of the workflows that this engine serves.</summary>
internal sealed class WorkflowCatalogue
{
    private static readonly (string Id, string[] Models)[] Table =
    [
        // Content and colors.
        ("general", ["general", "color"]),

        // Objects and faces with positions.
        ("detection", ["general-detection", "face-detection"]),

        // What to check before an image is published.
        ("moderation", ["nsfw", "face-detection"]),
        ("everything", ["general", "general-detection", "face-detection", "nsfw", "color"]),
    ];

    public WorkflowCatalogue(ModelCatalogue models) => Workflows = [.. Table.Select(row => new Workflow(row.Id, [.. row.Models.Select(id =>
        models.Find(id) ?? throw new InvalidDataException($"The workflow '{row.Id}' requires the model '{id}', which is not served."))]))];

    public IReadOnlyList<Workflow> Workflows { get; }

    public Workflow? Find(string id) =>
        Workflows.FirstOrDefault(workflow => string.Equals(workflow.Id, id, StringComparison.OrdinalIgnoreCase));
}
