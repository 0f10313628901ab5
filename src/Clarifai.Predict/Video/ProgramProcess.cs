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

    /// <exception cref="ClarifaiException">It cannot be started; the error has the given id.</exception>
    public static Process Start(ProcessStartInfo start, ErrorId failure)
    {
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            return process;
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new ClarifaiException(failure, $"'{start.FileName}' could not be started: {ReasonOf(e)}", e);
        }
    }

    /// <summary>Why the system did not start a program, as a sentence: the exception itself repeats the program's path.</summary>
    public static string ReasonOf(Win32Exception failure) => Sentence.Of(new Win32Exception(failure.NativeErrorCode).Message);

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
