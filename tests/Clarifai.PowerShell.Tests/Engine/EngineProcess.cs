using System.Diagnostics;
using System.Globalization;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>The local engine as Linux sees it: one of the children of the process that started it.</summary>
internal sealed class EngineProcess : IDisposable
{
    private readonly Process _process;

    private EngineProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static void SkipWhereChildrenAreNotListed() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists the children of a process in files.");

    /// <summary>The one engine that a process has started.</summary>
    public static EngineProcess Of(int parent) => new(Process.GetProcessById(Assert.Single(Children(parent))));

    /// <summary>The ids of all engines that a process has started and that have not ended.</summary>
    public static IReadOnlyList<int> Children(int parent) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id > 0 && IsEngineOf(parent, id))];

    /// <summary>The process group, which a Ctrl+C at the terminal goes to.</summary>
    public static int GroupOf(int id) => Status(id)!.Value.Group;

    /// <summary>The variables that the engine was given, as NAME=value.</summary>
    public IReadOnlyList<string> Variables() => File.ReadAllText($"/proc/{Id}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    public void Kill() => _process.Kill();

    public Task WaitForExitAsync() => _process.WaitForExitAsync().MustEnd();

    public void Dispose() => _process.Dispose();

    private static bool IsEngineOf(int parent, int id) =>
        Status(id) is { } status && status.Parent == parent && status.Name == Path.GetFileName(ModuleRunspace.Engine);

    // "id (name) state parent group ...": the name may have any character in it.
    private static (string Name, int Parent, int Group)? Status(int id)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }

        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        bool isGone = fields[0] is "Z" or "X";
        return isGone
            ? null
            : (text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..text.LastIndexOf(')')],
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                int.Parse(fields[2], CultureInfo.InvariantCulture));
    }
}
