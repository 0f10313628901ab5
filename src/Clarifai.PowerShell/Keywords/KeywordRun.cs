using System.Management.Automation;
using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>Collects the names of each file from the rows that belong to it, has them written, and reports what became of them.</summary>
internal sealed class KeywordRun : IDisposable
{
    private readonly SetClarifaiKeywordCommand _command;
    private readonly PathResolver _paths;
    private readonly KeywordOptions _options;
    private readonly KeywordPump _pump;
    private readonly List<string> _names = [];
    private string? _source;
    private string? _path;
    private bool _hasWarned;

    public KeywordRun(SetClarifaiKeywordCommand command, PathResolver paths, string exifTool)
    {
        _command = command;
        _paths = paths;
        _options = new KeywordOptions
        {
            Prefix = command.Prefix is null ? "" : KeywordText.Clean(command.Prefix),
            Removes = command.Remove,
            UsesSidecar = command.Sidecar,
            IsForced = command.Force,
        };
        _pump = new KeywordPump(exifTool, _options, command.Cancellation);
    }

    private bool RemovesByPrefix => _options.Removes && _options.Prefix.Length > 0;

    /// <summary>Takes a row; the names of the file before it are complete where it belongs to another one.</summary>
    public void Add(PSObject row)
    {
        if (ClarifaiCommand.Attempt(
            () => KeywordRowReader.Read(row), error => _command.WriteFailure(error, row, endsRun: false)) is { } read)
        {
            Take(read);
        }
    }

    /// <summary>Writes what has become of files by now. Whatever stands downstream runs then, which may throw anything.</summary>
    public void Write()
    {
        using IEnumerator<KeywordOutcome> each = _pump.Take().GetEnumerator();
        while (Next(each) is { } outcome)
        {
            Write(outcome);
        }
    }

    /// <summary>Waits for all files, and writes what has become of them.</summary>
    public void End()
    {
        EndFile();
        _pump.Complete();
        Write();
    }

    public void Dispose() => _pump.Dispose();

    private void Take(KeywordRow row)
    {
        if (row.Source != _source)
        {
            EndFile();
            _source = row.Source;
            _path = FindPath(row);
        }

        IReadOnlyList<string>? names = _command.Name.Length > 0 ? _command.Name : row.Names;
        if (names is null && !RemovesByPrefix)
        {
            _command.WriteFailure(
                new ClarifaiException(ErrorId.InvalidRow, _options.Removes
                    ? "There are no names to remove: specify -Name or -Prefix."
                    : "There are no names to write: specify -Name, or pipe the output of Invoke-ClarifaiPredict."),
                row.Source,
                endsRun: true);
        }

        _names.AddRange(names ?? []);
    }

    // One error for all objects of an input.
    private string? FindPath(KeywordRow row)
    {
        string? path = ClarifaiCommand.Attempt(
            () => row.IsFile ? _paths.ResolveLiteral(row.Source) : throw new ClarifaiException(
                ErrorId.PathNotFileSystem,
                $"'{SourceAddress.Of(row.Source).Shown}' is not a file on this machine: keywords can only be written to files."),
            error => _command.WriteFailure(error, row.Source, endsRun: false));
        if (path is null || !Directory.Exists(path))
        {
            return path;
        }

        _command.WriteVerbose($"'{path}' is a folder and was skipped.");
        return null;
    }

    // The file is due: all that was said about it has come.
    private void EndFile()
    {
        string[] names =
        [
            .. _names.Select(KeywordText.Clean).Where(name => name.Length > 0).Select(name => _options.Prefix + name).Distinct(),
        ];
        _names.Clear();
        string? path = _path;
        _source = _path = null;
        if (path is null)
        {
            return;
        }

        if (names.Length == 0 && !RemovesByPrefix)
        {
            _command.WriteVerbose($"'{path}' has no names and was skipped.");
        }
        else if (_command.ShouldProcess(_options.TargetOf(path), Action(names)))
        {
            _command.Stoppable(() =>
            {
                _pump.Add(new KeywordChange(path, names));
                return true;
            });
        }
    }

    private string Action(string[] names) => RemovesByPrefix ? $"Remove the keywords that begin with '{_options.Prefix}'"
        : $"{(_options.Removes ? "Remove" : "Add")} {(names.Length == 1 ? "keyword" : "keywords")} "
            + string.Join(", ", names.Select(name => $"'{name}'"));

    private KeywordOutcome? Next(IEnumerator<KeywordOutcome> outcomes) => ClarifaiCommand.Attempt(
        () => _command.Stoppable(outcomes.MoveNext) ? outcomes.Current : null,
        error => _command.WriteFailure(error, target: null, endsRun: true));

    private void Write(KeywordOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            _command.WriteFailure(error, outcome.Change.Path, endsRun: false);
            return;
        }

        foreach (string name in outcome.LongNames)
        {
            _command.WriteVerbose($"'{name}' was written to the XMP of '{outcome.Path}' only: IPTC allows at most 64 bytes.");
        }

        if (outcome.HasNewOwner && !_hasWarned)
        {
            _hasWarned = true;
            _command.WriteWarning(
                $"The owner or group of '{outcome.Path}' has changed: only root may write the files of others and keep it. "
                + "Other such files are not reported.");
        }

        _command.WriteVerbose(outcome.IsWritten ? $"Keywords written: '{outcome.Path}'." : $"Nothing to change: '{outcome.Change.Path}'.");
        if (_command.PassThru && outcome.Path is { } path)
        {
            _command.WriteObject(_command.InvokeProvider.Item.Get([path], force: true, literalPath: true), enumerateCollection: true);
        }
    }
}
