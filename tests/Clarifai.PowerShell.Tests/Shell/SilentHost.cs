using System.Globalization;
using System.Management.Automation.Host;

namespace Clarifai.PowerShell.Tests.Shell;

/// <summary>A host without a user interface.</summary>
internal sealed class SilentHost : PSHost
{
    public override string Name => nameof(SilentHost);

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface? UI => null;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode) => throw new InvalidOperationException("A test's script must not exit.");

    public override void EnterNestedPrompt() => throw new InvalidOperationException("A test's script must not ask.");

    public override void ExitNestedPrompt() => throw new InvalidOperationException("A test's script must not ask.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
