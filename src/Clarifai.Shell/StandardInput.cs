using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.Shell;

/// <summary>Redirected standard input as the lines of <c>$input</c>.</summary>
internal sealed class StandardInput : IDisposable
{
    private StandardInput()
    {
        // Nothing can interrupt a read of standard input; a thread of the background does not keep the process from ending.
        new Thread(ReadToEnd) { IsBackground = true, Name = "Standard input" }.Start();
    }

    public PSDataCollection<string> Lines { get; } = [];

    /// <summary>Starts to read, unless the script has no use for it: an inherited pipe may never end.</summary>
    public static StandardInput? ForScript(Ast script) =>
        Console.IsInputRedirected && UsesInput(script) ? new StandardInput() : null;

    public void Dispose() => Lines.Dispose();

    // A nested script block has a $input of its own.
    private static bool UsesInput(Ast script) =>
        script.Find(
            node => node is VariableExpressionAst variable && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase),
            searchNestedScriptBlocks: false) is not null;

    private void ReadToEnd()
    {
        while (Console.In.ReadLine() is string line)
        {
            Lines.Add(line);
        }

        Lines.Complete();
    }
}
