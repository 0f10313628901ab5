using System.Management.Automation;
using Microsoft.PowerShell.Commands;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace Clarifai.PowerShell;

/// <summary>Turns the paths that users give into full paths of files, by the rules of PowerShell's providers.</summary>
internal sealed class PathResolver
{
    private static readonly char[] Separators = ['/', '\\'];

    private readonly PSCmdlet _cmdlet;

    // Files come folder by folder, and for every path with a drive the engine may read the system's table of mounts: the last one is kept.
    private string? _lastFolder;
    private string _lastResolvedFolder = "";

    public PathResolver(PSCmdlet cmdlet) => _cmdlet = cmdlet;

    /// <summary>Resolves a path that may have wildcards. One with wildcards may name any number of files, none included.</summary>
    /// <exception cref="ClarifaiException">The path names nothing, or nothing in the file system.</exception>
    public IReadOnlyList<string> ResolveWildcards(string path)
    {
        if (IsPlain(path))
        {
            string file = ResolveLiteral(path);
            return File.Exists(file) || Directory.Exists(file)
                ? [file]
                : throw new ClarifaiException(ErrorId.FileNotFound, $"There is no file '{Redaction.Given(path)}'.");
        }

        if (FindFile(path) is { } named)
        {
            return [named];
        }

        ProviderInfo provider;
        IReadOnlyList<string> found;
        try
        {
            found = _cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (Exception e) when (e is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException)
        {
            throw new ClarifaiException(ErrorId.FileNotFound, $"There is no file '{Redaction.Given(path)}'.", e);
        }

        EnsureFileSystem(provider, path);
        return found;
    }

    /// <summary>
    /// Resolves the path of a file to write. One with wildcards means the file that it names, or, where it names none, itself.
    /// </summary>
    /// <exception cref="ClarifaiException">The path names several files, or nothing in the file system.</exception>
    public string ResolveTarget(string path)
    {
        IReadOnlyList<string> found = IsPlain(path) ? [] : FindAny(path);
        return found.Count switch
        {
            0 => ResolveLiteral(path),
            1 => found[0],
            _ => throw new ClarifaiException(ErrorId.FileExists, $"'{path}' names {found.Count} files, of which one alone can be written."),
        };
    }

    /// <summary>Resolves a path in which every character means itself.</summary>
    /// <exception cref="ClarifaiException">The path is of no drive, or not one of the file system.</exception>
    public string ResolveLiteral(string path)
    {
        int nameStart = path.LastIndexOfAny(Separators) + 1;
        string folder = path.Substring(0, nameStart);
        string name = path.Substring(nameStart);
        if (folder == _lastFolder && IsFileName(name))
        {
            return _lastResolvedFolder + name;
        }

        string full = ResolveByProvider(path);
        if (IsIndependentOfLocation(path)
            && IsFileName(name)
            && full.EndsWith(Path.DirectorySeparatorChar + name, StringComparison.Ordinal))
        {
            _lastFolder = folder;
            _lastResolvedFolder = full.Substring(0, full.Length - name.Length);
        }

        return full;
    }

    /// <summary>Finds a file of exactly that name: a path is first a name, and brackets are common in names of files.</summary>
    /// <returns>Its full path; null where there is none.</returns>
    public string? FindFile(string path)
    {
        try
        {
            string file = ResolveLiteral(path);
            return File.Exists(file) ? file : null;
        }
        catch (ClarifaiException)
        {
            // What is no name may still be a pattern, and says itself what is wrong with it.
            return null;
        }
    }

    private IReadOnlyList<string> FindAny(string path)
    {
        try
        {
            return ResolveWildcards(path);
        }
        catch (ClarifaiException e) when (e.ErrorId is ErrorId.FileNotFound)
        {
            return [];
        }
    }

    private string ResolveByProvider(string path)
    {
        ProviderInfo provider;
        string full;
        try
        {
            full = _cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception e) when (e is DriveNotFoundException or ProviderNotFoundException)
        {
            throw new ClarifaiException(ErrorId.FileNotFound, $"There is no file '{Redaction.Given(path)}'.", e);
        }

        EnsureFileSystem(provider, path);
        return full;
    }

    // Nothing to search for, and no character that is escaped.
    private static bool IsPlain(string path) => path.IndexOfAny(['*', '?', '[', ']', '`']) < 0;

    private static bool IsFileName(string name) => name is not ("" or "." or "..") && IsPlain(name);

    // Qualified by the provider, or rooted: it means the same wherever the session's location is by then.
    private static bool IsIndependentOfLocation(string path) =>
        path.Contains("::")
        || (path[0] == '/' && Path.DirectorySeparatorChar == '/')
        || (path.Length > 2 && path[1] == ':' && path[2] == '\\');

    private static void EnsureFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystemProvider.ProviderName)
        {
            throw new ClarifaiException(
                ErrorId.PathNotFileSystem, $"'{Redaction.Given(path)}' is a path of the provider {provider.Name}, not of the file system.");
        }
    }
}
