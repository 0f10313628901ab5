using System.Management.Automation;
using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>Makes inputs of what a cmdlet was given: a record at a time, in its order.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="kind">What the inputs are sent as; null to tell by their content.</param>
/// <param name="target">Where they go.</param>
internal sealed class InputReader(InputCommand command, MediaKind? kind, IInputTarget target)
{
    private readonly PathResolver _paths = new(command);
    private string? _last;
    private bool _hasToldOfLast;
    private bool _hasRefusedByte;

    /// <summary>Reads one record: finds out what it names, so that its inputs can be counted, and takes one after the other.</summary>
    /// <param name="texts">The texts of a cmdlet that takes them.</param>
    public void Read(IReadOnlyList<string>? texts = null)
    {
        (IReadOnlyList<string> Values, Action<string> Take)[] found = command.ParameterSetName switch
        {
            InputCommand.PathSet => [.. command.Path.Select(FindPath)],
            InputCommand.LiteralPathSet => [.. command.LiteralPath.Select(FindLiteralPath)],
            InputCommand.UriSet => [(command.Uri, TakeUri)],
            InputCommand.BytesSet => [([$"bytes {target.NextIndex}"], TakeBytes)],
            InputCommand.StreamSet => [([command.Stream is FileStream file ? file.Name : $"stream {target.NextIndex}"], TakeStream)],
            _ => [(texts!, TakeText)],
        };
        if (!command.MyInvocation.ExpectingInput)
        {
            target.Expect(found.Sum(named => named.Values.Count));
        }

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
        if (IsAddress(path))
        {
            return ([path], TakeUri);
        }

        if (path.StartsWith("@{", StringComparison.Ordinal))
        {
            return Refused(path, new ClarifaiException(
                ErrorId.FileNotFound,
                $"'{Redaction.Given(path)}' is an object written as text, not a path. Give its property a name that binds "
                + "(Path, FullName or Url), or select it: ... | ForEach-Object { $_.<property> } | ..."));
        }

        bool isWildcard = WildcardPattern.ContainsWildcardCharacters(path);
        (IReadOnlyList<string> Values, Action<string> Take) files =
            FindFiles(path, () => _paths.ResolveWildcards(path), isNamed: !isWildcard);
        if (files.Values.Count == 0)
        {
            command.WriteWarning($"No file matches '{Redaction.Given(path)}'.");
        }

        return files;
    }

    private (IReadOnlyList<string> Values, Action<string> Take) FindLiteralPath(string path) => IsAddress(path)
        ? Refused(path, new ClarifaiException(
            ErrorId.FileNotFound, $"There is no file '{Redaction.Given(path)}'. Addresses are given as -Uri."))
        : FindFiles(path, () => [_paths.ResolveLiteral(path)], isNamed: true);

    // A folder that comes along with files, as Get-ChildItem sends them, is passed over; one that is asked for by name is a mistake. That
    // it is one is found out when it is opened: to ask first would cost a round trip a file on a network share.
    private (IReadOnlyList<string> Values, Action<string> Take) FindFiles(string path, Func<IReadOnlyList<string>> resolve, bool isNamed)
    {
        ClarifaiException? failure = null;
        IReadOnlyList<string>? files = ClarifaiCommand.Attempt(resolve, error => failure = error);
        bool passesFoldersOver = !isNamed || command.MyInvocation.ExpectingInput;
        return files is null ? Refused(path, failure!) : (files, file => TakeFile(file, passesFoldersOver));
    }

    private (IReadOnlyList<string> Values, Action<string> Take) Refused(string path, ClarifaiException error) =>
        ([path], refused => RefuseOnce(error, refused));

    private void RefuseOnce(ClarifaiException error, string source)
    {
        if (!IsRepeated(source))
        {
            target.Refuse(error, source);
        }
    }

    private void TakeFile(string file, bool passesFoldersOver)
    {
        if (!IsRepeated(file))
        {
            Take(file, source => PredictInput.FromFile(source, kind, target.Limits), passesFoldersOver);
        }
    }

    private void TakeUri(string address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            target.Refuse(new ClarifaiException(ErrorId.InputRejected, "The address is empty: the row has no Uri or Url."), "");
        }
        else if (IsFileAddress(address) && Uri.TryCreate(address, UriKind.Absolute, out Uri? file))
        {
            TakeFile(file.LocalPath, command.MyInvocation.ExpectingInput);
        }
        else if (!IsRepeated(address))
        {
            Take(address, source => PredictInput.FromUri(source, kind));
        }
    }

    // Answers that are piped back in come once a concept: what is asked once is paid for once.
    private bool IsRepeated(string source)
    {
        if (source != _last)
        {
            _last = source;
            _hasToldOfLast = false;
            return false;
        }

        if (!_hasToldOfLast)
        {
            _hasToldOfLast = true;
            command.WriteVerbose($"'{Redaction.Given(source)}' comes several times in succession and counts once.");
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

    private void TakeText(string text) => Take($"text {target.NextIndex}", source => PredictInput.FromText(text, source));

    private void TakeStream(string name) =>
        Take(name, source => PredictInput.FromStream(Rewound(command.Stream!), source, kind, target.Limits));

    private void TakeBytes(string name)
    {
        if (command.InputObject.Length != 1)
        {
            Take(name, source => PredictInput.FromBytes(command.InputObject, source, kind, target.Limits));
        }
        else if (!_hasRefusedByte)
        {
            _hasRefusedByte = true;
            target.Refuse(
                new ClarifaiException(
                    ErrorId.UnsupportedMediaType,
                    "A single byte came down the pipeline: Get-Content sends a file byte by byte unless it is given -Raw. "
                    + "Name the file instead."),
                $"byte {target.NextIndex}");
        }
    }

    private void Take(string source, Func<string, PredictInput> make, bool passesFoldersOver = false)
    {
        ClarifaiException? shortage;
        PredictInput? input;
        do
        {
            shortage = null;
            input = ClarifaiCommand.Attempt(() => make(source), error =>
            {
                shortage = error.Cause is ErrorCause.NoHandleLeft ? error : null;
                if (shortage is null)
                {
                    Refuse(error);
                }
            });
        }
        while (shortage is not null && target.MakeRoom(shortage));

        if (shortage is not null)
        {
            Refuse(shortage);
        }

        if (input is null)
        {
            return;
        }

        if (target.Check(input) is { } refusal)
        {
            input.Release();
            Refuse(refusal);
        }
        else
        {
            target.Accept(input);
        }

        void Refuse(ClarifaiException error)
        {
            if (passesFoldersOver && error.ErrorId is ErrorId.PathIsDirectory)
            {
                command.WriteVerbose($"'{source}' is a folder and is passed over.");
            }
            else
            {
                target.Refuse(error, source);
            }
        }
    }

    private static bool IsFileAddress(string path) => path.StartsWith("file://", StringComparison.OrdinalIgnoreCase);

    // Also one with a slip, unless there is a file of that name: a path that is none would be shown with its query.
    private bool IsAddress(string path) =>
        path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || (Redaction.IsAddress(path) && _paths.FindFile(path) is null);
}
