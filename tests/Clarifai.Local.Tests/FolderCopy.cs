namespace Clarifai.Local.Tests;

/// <summary>A copy of a folder that a test may spoil.</summary>
internal static class FolderCopy
{
    public static void Make(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
