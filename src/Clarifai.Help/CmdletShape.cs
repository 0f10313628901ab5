using System.Management.Automation;
using System.Reflection;
using Clarifai.PowerShell.Commands;

namespace Clarifai.Help;

/// <summary>What a cmdlet declares: its parameters and their sets, as PowerShell understands them.</summary>
public sealed class CmdletShape
{
    private CmdletShape(CmdletInfo command)
    {
        Name = command.Name;
        object instance = Activator.CreateInstance(command.ImplementingType)!;
        Sets = [.. command.ParameterSets.Select(set => new ParameterSetShape(
            set.IsDefault,
            [.. set.Parameters.Where(parameter => !IsCommon(parameter.Name)).Select(parameter => new ParameterShape(
                parameter, command.ImplementingType.GetProperty(parameter.Name)!.GetValue(instance)))]))];
        Parameters = [.. Sets.SelectMany(set => set.Parameters).DistinctBy(parameter => parameter.Name)];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The parameter sets, the default one first.</summary>
    public IReadOnlyList<ParameterSetShape> Sets { get; }

    /// <summary>Each parameter once, in the order of the sets.</summary>
    public IReadOnlyList<ParameterShape> Parameters { get; }

    /// <summary>All cmdlets of the module, by name.</summary>
    /// <returns>What each declares.</returns>
    public static IReadOnlyList<CmdletShape> All() =>
    [
        .. typeof(ClarifaiCommand).Assembly.GetTypes()
            .Select(type => (Type: type, Cmdlet: type.GetCustomAttribute<CmdletAttribute>()))
            .Where(pair => pair.Cmdlet is not null)
            .Select(pair => new CmdletInfo($"{pair.Cmdlet!.VerbName}-{pair.Cmdlet.NounName}", pair.Type))
            .OrderBy(command => command.Name, StringComparer.Ordinal)
            .Select(command => new CmdletShape(command)),
    ];

    private static bool IsCommon(string parameter) =>
        Cmdlet.CommonParameters.Contains(parameter) || Cmdlet.OptionalCommonParameters.Contains(parameter);
}
