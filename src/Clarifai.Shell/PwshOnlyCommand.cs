using System.Collections.Frozen;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Clarifai.Shell;

/// <summary>The commands that come with pwsh but not with the engine, and what a session says of them.</summary>
public static partial class PwshOnlyCommand
{
    private static readonly FrozenSet<string> KnownNames =
        Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // An extended property wins over the exception's own. The record, its id and its type stay as the engine made them.
    internal static SessionStateTypeEntry MessageOfCommandNotFound
    {
        get
        {
            TypeData type = new(typeof(CommandNotFoundException));
            type.Members.Add(
                nameof(Exception.Message),
                new CodePropertyData(nameof(Exception.Message), typeof(PwshOnlyCommand).GetMethod(nameof(Message))));
            return new SessionStateTypeEntry(type, isRemove: false);
        }
    }

    /// <summary>The message of a <see cref="CommandNotFoundException"/> as scripts and the error view read it.</summary>
    public static string Message(PSObject exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var notFound = (CommandNotFoundException)exception.BaseObject;
        string name = notFound.CommandName;
        return KnownNames.Contains(name)
            ? $"'{name}' is a command of pwsh (PowerShell 7, https://aka.ms/powershell). "
                + "This small shell has the engine's own commands and Clarifai's only."
            : notFound.Message;
    }
}
