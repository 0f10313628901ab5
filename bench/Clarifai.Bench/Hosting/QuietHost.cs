using System.Globalization;
using System.Management.Automation.Host;

namespace Clarifai.Bench.Hosting;

/// <summary>A host without a terminal: what is measured is the module, not the drawing of progress.</summary>
internal sealed class QuietHost : PSHost
{
    public override string Name => "clarifai-bench";

    public override Version Version { get; } = typeof(QuietHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface? UI => null;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
