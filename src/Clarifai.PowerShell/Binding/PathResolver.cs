using System.Management.Automation;
using Microsoft.PowerShell.Commands;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace Clarifai.PowerShell;

/// <summary>Turns the paths that users give into full paths of files, by the rules of PowerShell's providers.</summary>
internal sealed class PathResolver
{
    private readonly PSCmdlet _cmdlet;

    public PathResolver(PSCmdlet cmdlet) => _cmdlet = cmdlet;

    /// <summary>Resolves a path that may have wildcards. One with wildcards may name any number of files, none included.</summary>
    /// <exception cref="ClarifaiException">The path names nothing, or nothing in the file system.</exception>
    public IReadOnlyList<string> ResolveWildcards(string path)
    {
        ProviderInfo provider;
        IReadOnlyList<string> found;
        try
        {
            found = _cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (Exception e) when (e is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException)
        {
            throw new ClarifaiException(ErrorId.FileNotFound, $"There is no file '{path}'.", e);
        }

        EnsureFileSystem(provider, path);
        return found;
    }

    /// <summary>Resolves a path in which every character means itself.</summary>
    /// <exception cref="ClarifaiException">The path is of no drive, or not one of the file system.</exception>
    public string ResolveLiteral(string path)
    {
        ProviderInfo provider;
        string full;
        try
        {
            full = _cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception e) when (e is DriveNotFoundException or ProviderNotFoundException)
        {
            throw new ClarifaiException(ErrorId.FileNotFound, $"There is no file '{path}'.", e);
        }

        EnsureFileSystem(provider, path);
        return full;
    }

    private static void EnsureFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystemProvider.ProviderName)
        {
            throw new ClarifaiException(ErrorId.PathNotFileSystem, $"'{path}' is a path of the provider {provider.Name}, not of the file system.");
        }
    }
}
