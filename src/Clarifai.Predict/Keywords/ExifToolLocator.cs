namespace Clarifai;

/// <summary>Finds ExifTool. Never in the current directory, where a folder of pictures could bring a program of that name.</summary>
internal static class ExifToolLocator
{
    /// <summary>The environment variable that names ExifTool's program.</summary>
    public const string Variable = "CLARIFAI_EXIFTOOL";

    /// <summary>Finds ExifTool where it was named, else by <see cref="Variable"/>, else by PATH.</summary>
    /// <param name="path">The full path of the program; null where none was named.</param>
    /// <returns>The full path of the program.</returns>
    /// <exception cref="ClarifaiException">It is not installed (ExifToolNotFound); the message says how to install it.</exception>
    public static string Find(string? path) =>
        Find(path, Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("PATH"));

    public static string Find(string? path, string? variable, string? searchPath) =>
        !string.IsNullOrEmpty(path) ? Named(path!, $"but '{path}'")
        : !string.IsNullOrEmpty(variable) ? Named(variable!, $"but {Variable} is set to '{variable}', which")
        : ProgramFile.Find("exiftool", searchPath) ?? throw NotFound("which was not found on PATH");

    private static string Named(string path, string subject) => ProgramFile.IsFullPath(path) && ProgramFile.Exists(path)
        ? path
        : throw NotFound($"{subject} " + (!ProgramFile.IsFullPath(path) ? "is not a full path"
            : Directory.Exists(path) ? "is a folder"
            : File.Exists(path) ? "is not executable"
            : "does not exist"));

    private static ClarifaiException NotFound(string why) => new(
        ErrorId.ExifToolNotFound,
        $"Writing keywords requires ExifTool, {why}. Install it with 'winget install OliverBetz.ExifTool' (Windows), "
        + "'brew install exiftool' (macOS), or 'sudo apt-get install libimage-exiftool-perl' (Debian, Ubuntu), or specify its full "
        + $"path with -ExifToolPath or the environment variable {Variable}.");
}
