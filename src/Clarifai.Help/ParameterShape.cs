using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Clarifai.Help;

/// <summary>A parameter in one of its sets.</summary>
public sealed class ParameterShape
{
    internal ParameterShape(CommandParameterInfo parameter, object? initial)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        Name = parameter.Name;
        Type = type;
        IsSwitch = type == typeof(SwitchParameter);
        IsMandatory = parameter.IsMandatory;
        Position = parameter.Position >= 0 ? parameter.Position : null;
        FromPipeline = parameter.ValueFromPipeline;
        FromPipelineByName = parameter.ValueFromPipelineByPropertyName;
        Aliases = parameter.Aliases;
        TakesWildcards = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any();
        Values = type.IsEnum ? Enum.GetNames(type)
            : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)];
        Range = parameter.Attributes.OfType<ValidateRangeAttribute>()
            .Select(range => $"{Text(range.MinRange)} to {Text(range.MaxRange)}").FirstOrDefault();
        Default = IsMandatory ? null : IsSwitch ? "False" : initial is ICollection { Count: 0 } ? null : Text(initial);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The type of its value; of a Nullable, what is in it.</summary>
    public Type Type { get; }

    /// <summary>True where it takes no value.</summary>
    public bool IsSwitch { get; }

    /// <summary>True where the set needs it.</summary>
    public bool IsMandatory { get; }

    /// <summary>The position it can be given at without its name, from 0.</summary>
    public int? Position { get; }

    /// <summary>True where objects from the pipeline bind to it.</summary>
    public bool FromPipeline { get; }

    /// <summary>True where properties of objects from the pipeline bind to it.</summary>
    public bool FromPipelineByName { get; }

    /// <summary>Its other names.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>True where its value may be a pattern.</summary>
    public bool TakesWildcards { get; }

    /// <summary>The values it takes, where those are few.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The least and the greatest value, e.g. 1 to 128.</summary>
    public string? Range { get; }

    /// <summary>The value it has when it is not given; null where it has none.</summary>
    public string? Default { get; }

    /// <summary>How people write the type: without its namespace where PowerShell knows it.</summary>
    public string TypeName => Type.Name;

    private static string? Text(object? value) => value switch
    {
        null => null,
        string[] several => string.Join(", ", several),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
