using System.Management.Automation;
using Microsoft.PowerShell.Commands;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace Clarifai.PowerShell;

/// <summary>Resolves user-specified paths to full paths of files, by the rules of PowerShell's providers.</summary>
internal sealed class PathResolver(PSCmdlet cmdlet)
{
    // No system knows a longer path, and PowerShell resolves one in quadratic time.
    private const int MostLength = 32767;

    private static readonly char[] Separators = ['/', '\\'];

    // Files arrive folder by folder, and for every path with a drive PowerShell may read the system's mount table: the last folder is
    // cached.
    private string _lastFolder = "";
    private string _lastResolvedFolder = "";

    /// <summary>Resolves a path that may have wildcards. One with wildcards may match any number of files, including none.</summary>
    /// <exception cref="ClarifaiException">The path does not exist or is not in the file system.</exception>
    public IReadOnlyList<string> ResolveWildcards(string path)
    {
        if (IsPlain(path) || path.Length > MostLength)
        {
            return Existing(ResolveLiteral(path)) is { } file ? [file] : throw NotFound(path);
        }

        if (FindNamed(path) is { } named)
        {
            return [named];
        }

        ProviderInfo provider;
        IReadOnlyList<string> found;
        try
        {
            found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (Exception e) when (e is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException
            or WildcardPatternException)
        {
            throw NotFound(path, e);
        }

        EnsureFileSystem(provider, path);
        return found;
    }

    /// <summary>
    /// Resolves the path of a file to write. A path with wildcards stands for the file that it matches or, without a match, for itself.
    /// </summary>
    /// <exception cref="ClarifaiException">The path matches several files, or is not in the file system.</exception>
    public string ResolveTarget(string path)
    {
        IReadOnlyList<string> found = IsPlain(path) ? [] : FindAny(path);
        return found.Count switch
        {
            0 => ResolveLiteral(path),
            1 => found[0],
            _ => throw new ClarifaiException(ErrorId.FileExists, $"'{path}' matches {found.Count} files, but only one can be written."),
        };
    }

    /// <summary>Resolves a literal path.</summary>
    /// <exception cref="ClarifaiException">The drive does not exist or is not in the file system, or the path is too long.</exception>
    public string ResolveLiteral(string path)
    {
        if (path.Length > MostLength)
        {
            throw NotFound(path);
        }

        int nameStart = path.LastIndexOfAny(Separators) + 1;
        string name = path.Substring(nameStart);
        if (nameStart > 0 && path.AsSpan(0, nameStart).SequenceEqual(_lastFolder.AsSpan()) && IsFileName(name))
        {
            return _lastFolder == _lastResolvedFolder ? path : _lastResolvedFolder + name;
        }

        string full;
        try
        {
            full = ResolveByProvider(path);
        }
        catch (ClarifaiException e) when (e.ErrorId is ErrorId.FileNotFound && FindHere(path) is { } named)
        {
            return named;
        }

        if (IsIndependentOfLocation(path)
            && IsFileName(name)
            && full.EndsWith(Path.DirectorySeparatorChar + name, StringComparison.Ordinal))
        {
            _lastFolder = path.Substring(0, nameStart);
            _lastResolvedFolder = full.Substring(0, full.Length - name.Length);
        }

        return full;
    }

    /// <summary>
    /// Finds a file or folder of exactly that name: a path is first taken literally, as brackets are common in file names.
    /// </summary>
    /// <returns>Its full path; null if it does not exist.</returns>
    public string? FindNamed(string path)
    {
        try
        {
            return Existing(ResolveLiteral(path));
        }
        catch (ClarifaiException)
        {
            // An invalid name may still be a pattern, which reports its own errors.
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
            full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception e) when (e is DriveNotFoundException or ProviderNotFoundException)
        {
            throw NotFound(path, e);
        }

        EnsureFileSystem(provider, path);
        return full;
    }

    private static ClarifaiException NotFound(string path, Exception? cause = null) =>
        new(ErrorId.FileNotFound, $"The file '{Redaction.Given(path)}' was not found.", cause);

    // A name with a colon looks like a path on a drive, but only Windows has no such names.
    private string? FindHere(string path) =>
        Path.DirectorySeparatorChar == '/' ? Existing(ResolveByProvider("./" + path)) : null;

    private static string? Existing(string path) => File.Exists(path) || Directory.Exists(path) ? path : null;

    // No wildcards and no escaped characters.
    private static bool IsPlain(string path) => path.IndexOfAny(['*', '?', '[', ']', '`']) < 0;

    private static bool IsFileName(string name) => name is not ("" or "." or "..") && IsPlain(name);

    // Provider-qualified or rooted: it stays valid if the session's location changes.
    private static bool IsIndependentOfLocation(string path) =>
        path.Contains("::")
        || (path[0] == '/' && Path.DirectorySeparatorChar == '/')
        || (path.Length > 2 && path[1] == ':' && path[2] == '\\');

    private static void EnsureFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystemProvider.ProviderName)
        {
            throw new ClarifaiException(
                ErrorId.PathNotFileSystem, $"'{Redaction.Given(path)}' is a path of the {provider.Name} provider, not of the file system.");
        }
    }
}
