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

    /// <summary>The type of its value; for a Nullable, the underlying type.</summary>
    public Type Type { get; }

    /// <summary>True if it is a switch.</summary>
    public bool IsSwitch { get; }

    /// <summary>True if it is mandatory in the set.</summary>
    public bool IsMandatory { get; }

    /// <summary>Its position, from 0, if it can be specified without its name.</summary>
    public int? Position { get; }

    /// <summary>True if pipeline objects bind to it.</summary>
    public bool FromPipeline { get; }

    /// <summary>True if properties of pipeline objects bind to it.</summary>
    public bool FromPipelineByName { get; }

    /// <summary>Its other names.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>True if it accepts wildcards.</summary>
    public bool TakesWildcards { get; }

    /// <summary>The values it accepts, if they are few.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The minimum and maximum value, e.g. 1 to 128.</summary>
    public string? Range { get; }

    /// <summary>Its default value; null if it has none.</summary>
    public string? Default { get; }

    /// <summary>The type as written in scripts: without its namespace if PowerShell knows it.</summary>
    public string TypeName => Type.Name;

    private static string? Text(object? value) => value switch
    {
        null => null,
        string[] several => string.Join(", ", several),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
