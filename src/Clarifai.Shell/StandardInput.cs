using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Clarifai.Shell;

/// <summary>Feeds redirected standard input, line by line, to a script that uses <c>$input</c>.</summary>
internal sealed class StandardInput
{
    private readonly PipelineWriter _pipelineInput;

    private StandardInput(PipelineWriter pipelineInput) => _pipelineInput = pipelineInput;

    /// <summary>Why the input ended too early, if it did.</summary>
    public IOException? Failure { get; private set; }

    public static StandardInput FeedTo(Pipeline pipeline, Ast script)
    {
        StandardInput input = new(pipeline.Input);

        // A script that has no use for the input leaves it to the programs that it runs.
        if (Console.IsInputRedirected && UsesInput(script))
        {
            // Nothing can interrupt a read of standard input; a background thread does not keep the process from ending.
            new Thread(input.FeedLines) { IsBackground = true, Name = "Standard input" }.Start();
        }
        else
        {
            pipeline.Input.Close();
        }

        return input;
    }

    // A nested script block has a $input of its own.
    private static bool UsesInput(Ast script) =>
        script.Find(
            node => node is VariableExpressionAst variable
                && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase),
            searchNestedScriptBlocks: false) is not null;

    private void FeedLines()
    {
        try
        {
            while (Console.In.ReadLine() is string line)
            {
                _pipelineInput.Write(line);
            }
        }
        catch (IOException e)
        {
            Failure = e;
        }
        catch (PipelineClosedException)
        {
            // The script ended without reading all of it: the rest is of no use.
        }
        finally
        {
            _pipelineInput.Close();
        }
    }
}
