namespace Clarifai.Help;

/// <summary>The folder of sources: one file a cmdlet, and one for parameters that several have.</summary>
public sealed class HelpSources
{
    private const string SharedName = "parameters";

    private readonly Dictionary<string, HelpSource> _byName;
    private readonly string _folder;

    private HelpSources(string folder, Dictionary<string, HelpSource> byName)
    {
        _folder = folder;
        _byName = byName;
    }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <returns>The sources.</returns>
    /// <exception cref="HelpException">A file cannot be understood.</exception>
    public static HelpSources Read(string folder) => new(
        folder,
        Directory.GetFiles(folder, "*.md").Select(HelpSource.Read)
            .ToDictionary(source => Path.GetFileNameWithoutExtension(source.File), StringComparer.OrdinalIgnoreCase));

    /// <summary>Brings what the code declares and what is written together.</summary>
    /// <param name="shape">The cmdlet.</param>
    /// <returns>Its help, in which what is not written yet is empty; null where nothing is.</returns>
    public CmdletHelp? Find(CmdletShape shape) => _byName.TryGetValue(shape.Name, out HelpSource? source)
        ? new CmdletHelp(shape, source,
            shape.Parameters.ToDictionary(parameter => parameter.Name,
                parameter => TextOf(parameter, source) ?? new Prose([])))
        : null;

    /// <summary>Makes sure that everything the code declares is described, and nothing else.</summary>
    /// <param name="all">All cmdlets.</param>
    /// <exception cref="HelpException">Something is missing, or is about what is not there.</exception>
    public void RequireComplete(IReadOnlyCollection<CmdletShape> all)
    {
        foreach (CmdletShape shape in all)
        {
            RequireComplete(shape);
        }

        foreach ((string name, HelpSource source) in _byName.Where(pair => pair.Key != SharedName))
        {
            Require(source, all.Any(shape => shape.Name == name), $"There is no cmdlet {name}.");
        }

        foreach (string name in Shared?.Parameters.Keys ?? [])
        {
            Require(Shared!, all.Any(shape => IsShared(name, shape)), $"No cmdlet needs the shared text of -{name}.");
        }
    }

    private HelpSource? Shared => _byName.GetValueOrDefault(SharedName);

    private void RequireComplete(CmdletShape shape)
    {
        if (!_byName.TryGetValue(shape.Name, out HelpSource? source))
        {
            throw new HelpException(Path.Combine(_folder, shape.Name + ".md"), $"{shape.Name} has no help.");
        }

        Require(source, source.Name == shape.Name, $"The title is '{source.Name}', not {shape.Name}.");
        Require(source, !source.Synopsis.IsEmpty && !source.Description.IsEmpty, "The synopsis or the description is missing.");
        Require(source, source.Inputs.Count > 0 && source.Outputs.Count > 0, "Inputs or outputs are missing.");
        foreach (string name in source.Parameters.Keys)
        {
            Require(source, shape.Parameters.Any(parameter => parameter.Name == name), $"There is no parameter -{name}.");
        }

        foreach (ParameterShape parameter in shape.Parameters)
        {
            Require(source, TextOf(parameter, source) is not null, $"The parameter -{parameter.Name} is not described.");
        }
    }

    private Prose? TextOf(ParameterShape parameter, HelpSource source) =>
        source.Parameters.GetValueOrDefault(parameter.Name) ?? Shared?.Parameters.GetValueOrDefault(parameter.Name);

    private bool IsShared(string parameter, CmdletShape shape) =>
        shape.Parameters.Any(own => own.Name == parameter)
        && _byName.GetValueOrDefault(shape.Name)?.Parameters.ContainsKey(parameter) is false;

    private static void Require(HelpSource source, bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new HelpException(source.File, otherwise);
        }
    }
}
