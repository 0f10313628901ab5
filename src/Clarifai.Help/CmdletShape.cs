using System.Management.Automation;
using System.Reflection;
using Clarifai.PowerShell.Commands;

namespace Clarifai.Help;

/// <summary>What a cmdlet declares: its parameters and parameter sets.</summary>
public sealed class CmdletShape
{
    // Nobody reads more syntax lines than this. The other parameters are listed below.
    private const int MostSets = 4;

    // The most used parameters, after the mandatory ones.
    private static readonly string[] Usual = ["Model", "MinValue", "MaxConcepts", "Concept", "As"];

    private CmdletShape(CmdletInfo command)
    {
        Name = command.Name;
        object instance = Activator.CreateInstance(command.ImplementingType)!;
        ParameterSetShape[] sets = [.. command.ParameterSets.Select(set => new ParameterSetShape(
            set.IsDefault,
            [.. set.Parameters.Where(parameter => !IsCommon(parameter.Name))
                .Select(parameter => new ParameterShape(
                    parameter, command.ImplementingType.GetProperty(parameter.Name)!.GetValue(instance)))
                .OrderBy(RankOf)]))];
        Confirmation = [.. ((string[])["WhatIf", "Confirm"]).Where(command.Parameters.ContainsKey)];
        ParameterSetShape[] ordered = [.. sets.OrderByDescending(set => set.IsDefault)];
        Sets = ordered[..Math.Min(MostSets, ordered.Length)];
        FurtherSets =
        [
            .. ordered.Skip(MostSets).Select(set => set.Parameters.First(parameter =>
                parameter.IsMandatory && !Sets.Any(shown => shown.Parameters.Any(other => other.Name == parameter.Name))).Name),
        ];
        Parameters = [.. sets.SelectMany(set => set.Parameters).DistinctBy(parameter => parameter.Name).OrderBy(RankOf)];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The parameter sets shown in the syntax, the default one first.</summary>
    public IReadOnlyList<ParameterSetShape> Sets { get; }

    /// <summary>For each other parameter set, the mandatory parameter that distinguishes it.</summary>
    public IReadOnlyList<string> FurtherSets { get; }

    /// <summary>-WhatIf and -Confirm, where the cmdlet has them: the same everywhere, so that they are shown in the syntax only.</summary>
    public IReadOnlyList<string> Confirmation { get; }

    /// <summary>Each parameter once: the mandatory ones, the usual ones, the others.</summary>
    public IReadOnlyList<ParameterShape> Parameters { get; }

    /// <summary>All cmdlets of the module, by name.</summary>
    /// <returns>What each one declares.</returns>
    public static IReadOnlyList<CmdletShape> All() =>
    [
        .. typeof(ClarifaiCommand).Assembly.GetTypes()
            .Select(type => (Type: type, Cmdlet: type.GetCustomAttribute<CmdletAttribute>()))
            .Where(pair => pair.Cmdlet is not null)
            .Select(pair => new CmdletInfo($"{pair.Cmdlet!.VerbName}-{pair.Cmdlet.NounName}", pair.Type))
            .OrderBy(command => command.Name, StringComparer.Ordinal)
            .Select(command => new CmdletShape(command)),
    ];

    private static int RankOf(ParameterShape parameter) => parameter.IsMandatory ? -1
        : Array.IndexOf(Usual, parameter.Name) is >= 0 and var usual ? usual
        : Usual.Length;

    private static bool IsCommon(string parameter) =>
        Cmdlet.CommonParameters.Contains(parameter) || Cmdlet.OptionalCommonParameters.Contains(parameter);
}
