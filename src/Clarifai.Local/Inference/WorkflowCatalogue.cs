namespace Clarifai.Local.Inference;

/// <summary>The workflows that this engine serves: the one table of them.</summary>
internal sealed class WorkflowCatalogue
{
    private static readonly (string Id, string[] Models)[] Table =
    [
        // What is in it and how it looks.
        ("general", ["general", "color"]),

        // What there is to find, each with its place.
        ("detection", ["general-detection", "face-detection"]),

        // What to look at before a picture is published.
        ("moderation", ["nsfw", "face-detection"]),
        ("everything", ["general", "general-detection", "face-detection", "nsfw", "color"]),
    ];

    public WorkflowCatalogue(ModelCatalogue models) => Workflows = [.. Table.Select(row => new Workflow(row.Id, [.. row.Models.Select(id =>
        models.Find(id) ?? throw new InvalidDataException($"Workflow {row.Id} needs model {id}, which is not served."))]))];

    public IReadOnlyList<Workflow> Workflows { get; }

    public Workflow? Find(string id) =>
        Workflows.FirstOrDefault(workflow => string.Equals(workflow.Id, id, StringComparison.OrdinalIgnoreCase));
}
