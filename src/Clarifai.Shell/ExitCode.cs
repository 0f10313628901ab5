namespace Clarifai.Shell;

/// <summary>What the process ends with when the script does not say; the numbers are those of pwsh.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    public const int Failure = 1;

    /// <summary>EX_USAGE of sysexits.h: an option that is not known, or a script file that is not there.</summary>
    public const int BadCommandLine = 64;

    /// <summary>EX_SOFTWARE of sysexits.h: the runspace could not be opened.</summary>
    public const int StartFailed = 70;

    /// <summary>128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
