using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Makes the error records of the module: the id and category are those of the table in <see cref="ErrorKind"/>.</summary>
internal static class ErrorFactory
{
    /// <param name="error">What went wrong.</param>
    /// <param name="target">The input as a path, a URL or a descriptor; never the bytes, which $Error would keep in memory.</param>
    public static ErrorRecord Create(ClarifaiException error, object? target)
    {
        _ = Enum.TryParse(error.Kind.Category, out ErrorCategory category);
        var record = new ErrorRecord(error, error.ErrorId.ToString(), category, target);
        if (target is string source && source.IndexOf("://", StringComparison.Ordinal) > 0)
        {
            // Shown with the error in some views, where the query of an address may be a secret. The target itself stays what was given.
            record.CategoryInfo.TargetName = UriInput.Shown(source);
        }

        return record;
    }
}
