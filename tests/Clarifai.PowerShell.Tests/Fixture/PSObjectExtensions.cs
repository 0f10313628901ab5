using System.Management.Automation;

namespace Clarifai.PowerShell.Tests.Fixture;

internal static class PSObjectExtensions
{
    /// <summary>A property as scripts read it, whose value may be null; one that is not there fails the test.</summary>
    public static object? Value(this PSObject instance, string property)
    {
        PSPropertyInfo? found = instance.Properties[property];
        Assert.True(found is not null, $"{instance.TypeNames[0]} has no property {property}");
        return found.Value is PSObject wrapped ? wrapped.BaseObject : found.Value;
    }

    /// <summary>The error's stable id, without the name of the cmdlet's class.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>What scripts tell errors by: the id and the category.</summary>
    public static (string Id, ErrorCategory Category) Kind(this ErrorRecord error) => (error.Id(), error.CategoryInfo.Category);
}
