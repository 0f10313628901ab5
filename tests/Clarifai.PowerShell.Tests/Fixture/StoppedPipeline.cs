using System.Management.Automation;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>
/// The end of a pipeline that was stopped: PowerShell says so by an exception, or by the state alone where there is no reason to tell.
/// </summary>
internal static class StoppedPipeline
{
    public static void EndStopped(this System.Management.Automation.PowerShell pipeline, IAsyncResult run)
    {
        try
        {
            _ = pipeline.EndInvoke(run);
        }
        catch (PipelineStoppedException)
        {
            // The state says the same.
        }

        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
    }

    public static async Task EndStoppedAsync(this System.Management.Automation.PowerShell pipeline, Task running)
    {
        try
        {
            await running.MustEnd();
        }
        catch (PipelineStoppedException)
        {
            // The state says the same.
        }

        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
    }
}
