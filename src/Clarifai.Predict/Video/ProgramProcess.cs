using System.ComponentModel;
using System.Diagnostics;

namespace Clarifai;

/// <summary>What all programs of others are started with: a list of arguments and no shell, pipes, and almost no environment.</summary>
internal static class ProgramProcess
{
    /// <param name="program">The full path.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="folder">Where it writes files; null for a process that writes none.</param>
    /// <param name="variables">The variables of the environment that it gets. Secrets stay here.</param>
    public static ProcessStartInfo StartInfo(
        string program, IEnumerable<string> arguments, string? folder = null, params string[] variables)
    {
        var start = new ProcessStartInfo(program, CommandLine.Join(arguments))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetDirectoryName(program)!,
        };
        start.Environment.Clear();

        // Windows does not start a program without its own folder's name.
        foreach (string variable in variables.Append("SystemRoot"))
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            {
                start.Environment[variable] = value;
            }
        }

        return start;
    }

    /// <summary>Ends a process, and on .NET those that it has started: such a one would hold the pipes open.</summary>
    public static void Kill(Process process)
    {
        try
        {
#if NET
            process.Kill(entireProcessTree: true);
#else
            process.Kill();
#endif
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }
}
