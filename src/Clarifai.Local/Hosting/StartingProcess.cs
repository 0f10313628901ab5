namespace Clarifai.Local.Hosting;

/// <summary>The parent process, observed through standard input, which ends no matter how that process ends.</summary>
internal static class StartingProcess
{
    /// <summary>Calls back when standard input ends.</summary>
    public static void OnEnd(Stream standardInput, Action ended)
    {
        // A blocking read works on every platform; a cancelable asynchronous read does not for every kind of handle.
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
