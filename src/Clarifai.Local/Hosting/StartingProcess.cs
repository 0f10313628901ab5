namespace Clarifai.Local.Hosting;

/// <summary>The process that started this one, as seen through standard input, which ends however that process died.</summary>
internal static class StartingProcess
{
    /// <summary>Calls back when standard input ends.</summary>
    public static void OnEnd(Stream standardInput, Action ended)
    {
        // A blocking read holds on every platform; a cancelled asynchronous one does not for every kind of handle.
        var watch = new Thread(() =>
        {
            byte[] ignored = new byte[1024];
            while (standardInput.Read(ignored) > 0)
            {
            }

            ended();
        })
        { IsBackground = true, Name = "end of standard input" };
        watch.Start();
    }
}
