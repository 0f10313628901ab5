namespace Clarifai.Help;

/// <summary>The help pages of a folder: one per cmdlet, and one for shared parameters.</summary>
public sealed class HelpPages
{
    private const string SharedName = "parameters";

    private readonly Dictionary<string, HelpPage> _byName;
    private readonly string _folder;

    private HelpPages(string folder, Dictionary<string, HelpPage> byName)
    {
        _folder = folder;
        _byName = byName;
    }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <returns>The pages.</returns>
    /// <exception cref="HelpException">A file cannot be parsed.</exception>
    public static HelpPages Read(string folder) => new(
        folder,
        Directory.GetFiles(folder, "*-Clarifai*.md").Append(Path.Combine(folder, $"{SharedName}.md")).Select(HelpPage.Read)
            .ToDictionary(page => Path.GetFileNameWithoutExtension(page.File), StringComparer.OrdinalIgnoreCase));

    /// <summary>Combines what the code declares with what is written.</summary>
    /// <param name="shape">The cmdlet.</param>
    /// <returns>Its help, in which missing parts are empty; null if nothing is written.</returns>
    public CmdletHelp? Find(CmdletShape shape) => _byName.TryGetValue(shape.Name, out HelpPage? page)
        ? new CmdletHelp(shape, page,
            shape.Parameters.ToDictionary(parameter => parameter.Name,
                parameter => TextOf(parameter, page) ?? new Prose([])))
        : null;

    /// <summary>Checks that everything the code declares is described, and nothing else.</summary>
    /// <param name="all">All cmdlets.</param>
    /// <exception cref="HelpException">Something is missing, or describes something that does not exist.</exception>
    public void RequireComplete(IReadOnlyCollection<CmdletShape> all)
    {
        foreach (CmdletShape shape in all)
        {
            RequireComplete(shape);
        }

        foreach ((string name, HelpPage page) in _byName.Where(pair => pair.Key != SharedName))
        {
            Require(page, all.Any(shape => shape.Name == name), $"The cmdlet {name} does not exist.");
        }

        foreach (string name in Shared?.Parameters.Keys ?? [])
        {
            Require(Shared!, all.Any(shape => IsShared(name, shape)), $"No cmdlet uses the shared text of -{name}.");
        }
    }

    private HelpPage? Shared => _byName.GetValueOrDefault(SharedName);

    private void RequireComplete(CmdletShape shape)
    {
        if (!_byName.TryGetValue(shape.Name, out HelpPage? page))
        {
            throw new HelpException(Path.Combine(_folder, shape.Name + ".md"), $"{shape.Name} is not documented.");
        }

        Require(page, page.Name == shape.Name, $"The title is '{page.Name}', not {shape.Name}.");
        Require(page, !page.Synopsis.IsEmpty && !page.Description.IsEmpty, "The synopsis or the description is missing.");
        Require(page, page.Inputs.Count > 0 && page.Outputs.Count > 0, "Inputs or outputs are missing.");
        foreach (string name in page.Parameters.Keys)
        {
            Require(page, shape.Parameters.Any(parameter => parameter.Name == name), $"The parameter -{name} does not exist.");
        }

        foreach (ParameterShape parameter in shape.Parameters)
        {
            Require(page, TextOf(parameter, page) is not null, $"The parameter -{parameter.Name} is not described.");
        }
    }

    private Prose? TextOf(ParameterShape parameter, HelpPage page) =>
        page.Parameters.GetValueOrDefault(parameter.Name) ?? Shared?.Parameters.GetValueOrDefault(parameter.Name);

    private bool IsShared(string parameter, CmdletShape shape) =>
        shape.Parameters.Any(own => own.Name == parameter)
        && _byName.GetValueOrDefault(shape.Name)?.Parameters.ContainsKey(parameter) is false;

    private static void Require(HelpPage page, bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new HelpException(page.File, otherwise);
        }
    }
}
