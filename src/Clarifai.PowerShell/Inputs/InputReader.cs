using System.Management.Automation;
using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>Creates the inputs of a cmdlet: one record at a time, in order.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="kind">The kind the inputs are sent as.</param>
/// <param name="target">Their destination.</param>
/// <param name="refuse">
/// Ends the run because an input could not be created or sent, or because a pattern matches nothing; null where the destination reports it.
/// </param>
/// <param name="shard">The part of the inputs to take; null for all.</param>
/// <param name="shardRoot">The folder that names of files are relative to; null for full names.</param>
internal sealed class InputReader(
    InputCommand command,
    InputKind kind,
    IInputTarget target,
    Action<ClarifaiException, string>? refuse = null,
    string? shard = null,
    string? shardRoot = null)
{
    // Null where the content determines it.
    private readonly MediaKind? _kind = kind switch
    {
        InputKind.Image => MediaKind.Image,
        InputKind.Video => MediaKind.Video,
        _ => null,
    };

    private readonly Action<ClarifaiException, string> _refuse = refuse ?? target.Refuse;
    private readonly PathResolver _paths = new(command);
    private readonly Shard? _shard = shard is null ? null : Shard.Parse(shard);
    private readonly InputRoot? _root = shardRoot is null ? null : command.OrTerminate(() => RootOf(command, shardRoot));

    private string? _last;
    private bool _hasReportedRepeat;
    private bool _hasRefusedPiece;

    /// <summary>Reads one record: resolves its paths, so that its inputs can be counted, and adds one after another.</summary>
    /// <param name="texts">The texts of a cmdlet that accepts them.</param>
    public void Read(IReadOnlyList<string>? texts = null)
    {
        (IReadOnlyList<string> Values, Action<string> Take)[] found = command.ParameterSetName switch
        {
            InputCommand.PathSet => Array.ConvertAll(command.Path, FindPath),
            InputCommand.LiteralPathSet => Array.ConvertAll(command.LiteralPath, FindLiteralPath),
            InputCommand.UriSet => [([.. command.Uri.Where(IsOurAddress)], TakeUri)],
            InputCommand.BytesSet => [([$"bytes {target.NextIndex}"], TakeBytes)],
            InputCommand.StreamSet => [([command.Stream is FileStream file ? file.Name : $"stream {target.NextIndex}"], TakeStream)],
            _ => [(texts!, TakeText)],
        };
        if (!command.MyInvocation.ExpectingInput)
        {
            target.Expect(target.NextIndex + found.Sum(named => named.Values.Count));
        }

        Take(found);
    }

    /// <summary>Reads files and addresses of another parameter than those of the inputs.</summary>
    public void ReadPaths(IEnumerable<string> paths) => Take(paths.Select(FindPath));

    private static InputRoot RootOf(InputCommand command, string root)
    {
        string folder = new PathResolver(command).ResolveLiteral(root);
        return Directory.Exists(folder) ? new InputRoot(folder) : throw new ClarifaiException(
            ErrorId.FileNotFound, $"The -ShardRoot folder '{Redaction.Given(root)}' does not exist.");
    }

    private static void Take(IEnumerable<(IReadOnlyList<string> Values, Action<string> Take)> found)
    {
        foreach ((IReadOnlyList<string> values, Action<string> take) in found)
        {
            foreach (string value in values)
            {
                take(value);
            }
        }
    }

    private (IReadOnlyList<string> Values, Action<string> Take) FindPath(string path)
    {
        if (Redaction.IsObject(path))
        {
            return Refused(path, new ClarifaiException(
                ErrorId.FileNotFound,
                $"'{Redaction.Given(path)}' is an object converted to text, not a path. Give its property a name that binds "
                + "(Path, FullName, or Url), or select it: ... | ForEach-Object { $_.<property> } | ..."));
        }

        if (IsAddress(path))
        {
            return (IsOurAddress(path) ? [path] : [], TakeUri);
        }

        bool isWildcard = WildcardPattern.ContainsWildcardCharacters(path);
        return FindFiles(path, _paths.ResolveWildcards, isNamed: !isWildcard);
    }

    private (IReadOnlyList<string> Values, Action<string> Take) FindLiteralPath(string path) => IsAddress(path)
        ? Refused(path, new ClarifaiException(
            ErrorId.FileNotFound, $"The file '{Redaction.Given(path)}' was not found. To specify a URL, use -Uri."))
        : FindFiles(path, literal => [_paths.ResolveLiteral(literal)], isNamed: true);

    // A folder that arrives together with files, as from Get-ChildItem, is skipped; one that was specified by name is an error. It is
    // detected on opening: checking first would cost a round trip per file on a network share.
    private (IReadOnlyList<string> Values, Action<string> Take) FindFiles(
        string path, Func<string, IReadOnlyList<string>> resolve, bool isNamed)
    {
        IReadOnlyList<string> files;
        try
        {
            files = resolve(path);
        }
        catch (ClarifaiException e)
        {
            return Refused(path, e);
        }

        if (files.Count == 0)
        {
            string message = $"No file matches '{Redaction.Given(path)}'.";
            if (refuse is not null)
            {
                return Refused(path, new ClarifaiException(ErrorId.FileNotFound, message));
            }

            command.WriteWarning(message);
        }

        bool isPattern = !isNamed && _paths.FindNamed(path) is null;
        bool passesFoldersOver = isPattern || (refuse is null && command.MyInvocation.ExpectingInput);
        return (_shard is null ? files : OurFiles(files, isNamed ? path : null), passesFoldersOver ? TakeFileOrFolder : TakeFile);
    }

    private IReadOnlyList<string> OurFiles(IReadOnlyList<string> files, string? named) =>
        [.. files.Where(file => IsOurFile(named ?? file, file))];

    // Where a root names the files, one that could not be found has no name: every shard refuses it.
    private (IReadOnlyList<string> Values, Action<string> Take) Refused(string path, ClarifaiException error) =>
        (_root is not null || IsOurs(path) ? [path] : [], refused => RefuseOnce(error, refused));

    private bool IsOurs(string name) => _shard?.HasName(name) != false;

    private bool IsOurAddress(string address) =>
        FindFile(address) is { } file ? IsOurFile(file, file) : IsOurs(address);

    // A file outside the root has no name either.
    private bool IsOurFile(string named, string file) => _shard is null || _root is null
        ? IsOurs(named)
        : ClarifaiCommand.Attempt(() => _root.NameOf(file), _ => { }) is not { } name || IsOurs(name);

    private void RefuseOnce(ClarifaiException error, string source)
    {
        if (!IsRepeated(source))
        {
            _refuse(error, source);
        }
    }

    private void TakeFile(string file) => TakeFile(file, passesFoldersOver: false);

    private void TakeFileOrFolder(string file) => TakeFile(file, passesFoldersOver: true);

    private void TakeFile(string file, bool passesFoldersOver)
    {
        if (!IsRepeated(file))
        {
            Take(file, path => PredictInput.FromFile(path, _kind, target.Limits, _root?.NameOf(path)), passesFoldersOver);
        }
    }

    private void TakeUri(string address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            _refuse(new ClarifaiException(ErrorId.InputRejected, "The URL is empty: the row has no Uri or Url."), "");
        }
        else if (FindFile(address) is { } file)
        {
            TakeFile(file, command.MyInvocation.ExpectingInput);
        }
        else if (!IsRepeated(address))
        {
            Take(address, source => PredictInput.FromUri(source, _kind));
        }
    }

    // Results piped back in arrive once per concept: each input is sent, and paid for, only once.
    private bool IsRepeated(string source)
    {
        if (source != _last)
        {
            _last = source;
            _hasReportedRepeat = false;
            return false;
        }

        if (!_hasReportedRepeat)
        {
            _hasReportedRepeat = true;
            command.WriteVerbose($"'{Redaction.Given(source)}' is repeated in succession and counts once.");
        }

        return true;
    }

    // A web response keeps its content in a stream that was read to its end.
    private static Stream Rewound(Stream content)
    {
        if (content is MemoryStream { CanSeek: true } && content.Position == content.Length)
        {
            content.Position = 0;
        }

        return content;
    }

    private void TakeText(string text) => TakeContent($"text {target.NextIndex}", source => PredictInput.FromText(text, source));

    private void TakeStream(string name) =>
        TakeContent(name, source => PredictInput.FromStream(Rewound(command.Stream!), source, _kind, target.Limits));

    private void TakeBytes(string name)
    {
        bool isByte = command.InputObject.Length == 1;
        if (!isByte && !IsPieceOfFile(command.InputObject))
        {
            TakeContent(name, source => PredictInput.FromBytes(command.InputObject, source, _kind, target.Limits));
        }
        else if (!_hasRefusedPiece)
        {
            _hasRefusedPiece = true;
            string piece = isByte ? "a single byte" : "a piece of a file";
            string manner = isByte ? "byte by byte" : "in pieces";
            _refuse(
                new ClarifaiException(
                    ErrorId.UnsupportedMediaType,
                    $"The pipeline delivered {piece}: without -Raw, Get-Content outputs a file {manner}. "
                    + "Specify the path of the file instead."),
                isByte ? $"byte {target.NextIndex}" : name);
        }
    }

    // Get-Content adds the path of the file to what it outputs.
    private bool IsPieceOfFile(byte[] content) =>
        PSObject.AsPSObject(content).Properties["PSPath"]?.Value is string path
        && _paths.FindNamed(path) is { } file
        && new FileInfo(file) is { Exists: true } info
        && info.Length != content.Length;

    // Content without a name belongs to a shard by itself.
    private void TakeContent(string name, Func<string, PredictInput> make) => Take(name, source =>
    {
        PredictInput input = make(source);
        return _shard?.HasIdentity(input.Identity) != false ? input : null;
    });

    private void Take(string source, Func<string, PredictInput?> make, bool passesFoldersOver = false)
    {
        PredictInput? input = Create(target, source, make, out ClarifaiException? error);
        if (input is not null && target.Check(input) is { } refusal)
        {
            input.Release();
            error = refusal;
        }

        if (passesFoldersOver && error is { ErrorId: ErrorId.PathIsDirectory })
        {
            command.WriteVerbose($"'{source}' is a folder and is skipped.");
        }
        else if (error is not null)
        {
            _refuse(error, source);
        }
        else if (input is not null)
        {
            target.Accept(input);
        }
    }

    /// <summary>Creates an input, once a file handle is free.</summary>
    /// <returns>Null if there is none, or if it cannot be created.</returns>
    public static PredictInput? Create(
        IInputTarget target, string source, Func<string, PredictInput?> make, out ClarifaiException? error)
    {
        do
        {
            try
            {
                error = null;
                return make(source);
            }
            catch (ClarifaiException e)
            {
                error = e;
            }
        }
        while (error.Cause is ErrorCause.NoHandleLeft && target.MakeRoom(error));

        return null;
    }

    // The path of a file: address; null for another one. "localhost" is this machine, not one to share files with.
    private static string? FindFile(string address) =>
        !address.StartsWith("file:/", StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(address, UriKind.Absolute, out Uri? file) ? null
        : file.Host == "localhost" ? new UriBuilder(file) { Host = "" }.Uri.LocalPath
        : file.LocalPath;

    // Also a mistyped one, unless a file of that name exists: a text that is not a path would be shown with its query.
    private bool IsAddress(string path) =>
        path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || (Redaction.IsAddress(path) && _paths.FindNamed(path) is null);
}
