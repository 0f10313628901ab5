using System.Net;
using System.Xml;

namespace Clarifai;

/// <summary>
/// Changes the keywords of a group of files, with one run of ExifTool to read them, one to write them, and one to read what was written:
/// nothing replaces a file that does not have the keywords.
/// </summary>
/// <param name="exifTool">The full path of ExifTool.</param>
/// <param name="options">How they are changed.</param>
/// <param name="report">Told what became of each file, as soon as that is known.</param>
internal sealed class KeywordWriter(string exifTool, KeywordOptions options, Action<KeywordOutcome> report)
{
    private const int MostReplacements = 8;

    // How much new content is on the disk before it replaces the old, except for a single larger file.
    private const long MostContent = 1L << 30;

    /// <summary>Changes them.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellation">Ends it: a file that is being written keeps its old content.</param>
    /// <returns>Those that are to be tried again: another run holds their files, or ExifTool ended before it came to them.</returns>
    /// <exception cref="ClarifaiException">ExifTool cannot be started (ExifToolFailed).</exception>
    public async Task<IReadOnlyList<KeywordChange>> WriteAsync(IEnumerable<KeywordChange> changes, CancellationToken cancellation)
    {
        var files = new List<KeywordFile>();
        try
        {
            List<KeywordChange> left = Open(changes, files);
            List<(KeywordFile File, KeywordEdit Edit)> edits = await ReadAsync(files, left, cancellation).ConfigureAwait(false);
            await WriteAsync(edits, left, cancellation).ConfigureAwait(false);
            return left;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private List<KeywordChange> Open(IEnumerable<KeywordChange> changes, List<KeywordFile> files)
    {
        var left = new List<KeywordChange>();
        foreach (KeywordChange change in changes)
        {
            try
            {
                if (KeywordFile.TryOpen(change, options) is { } file)
                {
                    files.Add(file);
                }
                else
                {
                    left.Add(change);
                }
            }
            catch (ClarifaiException e)
            {
                report(new KeywordOutcome(change) { Error = e });
            }
        }

        return left;
    }

    private async Task<List<(KeywordFile File, KeywordEdit Edit)>> ReadAsync(
        List<KeywordFile> files, List<KeywordChange> left, CancellationToken cancellation)
    {
        var edits = new List<(KeywordFile, KeywordEdit)>();
        await AskAsync(files, file => file, file => StoredKeywordsReader.Command(file.Source), left, async (process, file) =>
        {
            StoredKeywords stored = await ReadAnswerAsync(process, file.Source).ConfigureAwait(false);
            KeywordEdit? edit = Edit(file, stored);
            if (edit is null)
            {
                report(new KeywordOutcome(file.Change) { Path = file.Exists ? file.Target : null });
                return;
            }

            if (file.IsReadOnly && !options.IsForced)
            {
                throw new ClarifaiException(
                    ErrorId.FileAccessDenied, $"'{file.Target}' is read-only.", cause: ErrorCause.ReadOnlyFile);
            }

            edits.Add((file, edit));
        }, cancellation).ConfigureAwait(false);
        return edits;
    }

    private async Task WriteAsync(
        List<(KeywordFile File, KeywordEdit Edit)> edits, List<KeywordChange> left, CancellationToken cancellation)
    {
        while (edits.Count > 0)
        {
            long content = 0;
            int count = edits.TakeWhile(edit => (content += edit.File.Length) <= MostContent).Count();
            List<(KeywordFile File, KeywordEdit Edit)> portion = [.. edits.Take(Math.Max(1, count))];
            edits = [.. edits.Skip(portion.Count)];
            var written = new List<(KeywordFile File, KeywordEdit Edit)>();
            await AskAsync(portion, edit => edit.File, Command, left, async (process, edit) =>
            {
                await WriteContentAsync(process, edit.File).ConfigureAwait(false);
                written.Add(edit);
            }, cancellation).ConfigureAwait(false);
            await ReplaceAsync(written, left, cancellation).ConfigureAwait(false);
        }

        // A dash stands for standard output; a format behind it, for a file that is made of nothing.
        static IReadOnlyList<string> Command((KeywordFile File, KeywordEdit Edit) edit) => edit.File.Exists
            ? [.. edit.Edit.Options(), "-o", "-", edit.File.Target]
            : [.. edit.Edit.Options(), "-o", "-.xmp"];
    }

    // While ExifTool reads the next files, the last ones get onto the disk: waiting for that one by one takes longer than all the rest.
    private async Task ReplaceAsync(
        List<(KeywordFile File, KeywordEdit Edit)> written, List<KeywordChange> left, CancellationToken cancellation)
    {
        var replacements = new List<Task>();
        using var room = new SemaphoreSlim(MostReplacements);
        try
        {
            await AskAsync(written, edit => edit.File, edit => StoredKeywordsReader.Command(edit.File.TemporaryPath), left,
                async (process, edit) =>
                {
                    StoredKeywords now = await ReadAnswerAsync(process, edit.File.TemporaryPath).ConfigureAwait(false);
                    if (!edit.Edit.IsIn(now))
                    {
                        throw NotWritten(edit.File, "What ExifTool wrote does not have the keywords. The file's metadata may be damaged.");
                    }

                    await room.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                    replacements.Add(Task.Run(() =>
                    {
                        Replace(edit.File, edit.Edit);
                        room.Release();
                    }));
                }, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(replacements).ConfigureAwait(false);
        }
    }

    private static async Task<StoredKeywords> ReadAnswerAsync(ExifToolProcess process, string path)
    {
        using var xml = new MemoryStream();
        string? problem = await process.ReadAnswerAsync(xml).ConfigureAwait(false);
        xml.Position = 0;
        try
        {
            // What is wrong with the content is said in the answer.
            StoredKeywords? stored = string.IsNullOrEmpty(problem) ? StoredKeywordsReader.Read(xml) : null;
            return problem is null ? stored! : throw new ClarifaiException(
                ErrorId.FileReadFailed, $"'{path}' could not be read: {Reason(stored?.Error ?? problem, path)}");
        }
        catch (Exception e) when (e is XmlException or FormatException)
        {
            throw new ClarifaiException(ErrorId.FileReadFailed, $"'{path}' could not be read: {e.Message}", e);
        }
    }

    private async Task WriteContentAsync(ExifToolProcess process, KeywordFile file)
    {
        string? problem;
        try
        {
            using Stream content = file.BeginContent();
            problem = await process.ReadAnswerAsync(content).ConfigureAwait(false);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw KeywordFile.WriteError(e, file.Target);
        }

        if (problem is not null)
        {
            // Reading goes by the content, writing by the extension.
            bool isWrongExtension = problem.Contains("looks more like") || problem.Contains("Writing of");
            throw NotWritten(
                file, Reason(problem, file.Source), isWrongExtension ? ErrorCause.WrongExtension : ErrorCause.NoKeywordsInFile);
        }
    }

    private ClarifaiException NotWritten(KeywordFile file, string reason, ErrorCause cause = ErrorCause.NoKeywordsInFile) => new(
        ErrorId.FileWriteFailed,
        $"'{file.Target}' could not be written: {reason}",
        cause: options.UsesSidecar ? ErrorCause.None : cause);

    private void Replace(KeywordFile file, KeywordEdit edit)
    {
        try
        {
            file.Complete();
            report(new KeywordOutcome(file.Change)
            {
                Path = file.Target,
                IsWritten = true,
                LongNames = edit.LongNames,
                HasNewOwner = file.HasNewOwner,
            });
        }
        catch (ClarifaiException e)
        {
            report(new KeywordOutcome(file.Change) { Error = e });
        }
    }

    // One process for all, a command each. Where it ends early, the file that it was at has an error, and the others another try.
    private async Task AskAsync<T>(
        List<T> items,
        Func<T, KeywordFile> fileOf,
        Func<T, IReadOnlyList<string>> command,
        List<KeywordChange> left,
        Func<ExifToolProcess, T, Task> take,
        CancellationToken cancellation)
    {
        if (items.Count == 0)
        {
            return;
        }

        using ExifToolProcess process = await ExifToolProcess.StartAsync(exifTool, items.Select(command), cancellation)
            .ConfigureAwait(false);
        for (int at = 0; at < items.Count; at++)
        {
            KeywordFile file = fileOf(items[at]);
            try
            {
                await take(process, items[at]).ConfigureAwait(false);
            }
            catch (ClarifaiException e) when (e.ErrorId is ErrorId.ExifToolFailed)
            {
                report(new KeywordOutcome(file.Change)
                {
                    Error = new ClarifaiException(e.ErrorId, $"'{file.Source}' was not processed: {e.Message}", e),
                });
                left.AddRange(items.Skip(at + 1).Select(item => fileOf(item).Change));
                return;
            }
            catch (ClarifaiException e)
            {
                report(new KeywordOutcome(file.Change) { Error = e });
            }
            finally
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private KeywordEdit? Edit(KeywordFile file, StoredKeywords stored)
    {
        IReadOnlyList<string> names = file.Change.Names;
        if (!file.Exists)
        {
            // A program that reads the sidecar may not look into the photo any more: the sidecar has what the photo has.
            var none = new StoredKeywords { Format = KeywordEdit.SidecarFormat };
            return options.Removes || names.Count == 0
                ? null
                : KeywordEdit.Add(none, [.. stored.Subjects, .. stored.Keywords, .. names]);
        }

        if (options.UsesSidecar && stored.Format != KeywordEdit.SidecarFormat)
        {
            throw new ClarifaiException(ErrorId.UnsupportedMediaType, $"'{file.Target}' ({stored.Format}) is not an XMP file.");
        }

        if (!KeywordEdit.CanWrite(stored.Format))
        {
            throw new ClarifaiException(
                ErrorId.UnsupportedMediaType,
                $"'{file.Target}' ({stored.Format}) is not a JPEG, TIFF, PNG, WebP, HEIC, AVIF, GIF, MP4, or MOV file: keywords are not "
                + "written into it.",
                cause: ErrorCause.NoKeywordsInFile);
        }

        KeywordEdit? edit = !options.Removes ? KeywordEdit.Add(stored, names)
            : options.Prefix.Length > 0
                ? KeywordEdit.Remove(stored, keyword => keyword.StartsWith(options.Prefix, StringComparison.Ordinal))
            : KeywordEdit.Remove(stored, new HashSet<string>(names, KeywordText.Comparer).Contains);
        return edit is null || stored.Damage is null ? edit : throw new ClarifaiException(
            ErrorId.FileReadFailed,
            $"'{file.Target}' has metadata that could not be read and would be lost: {stored.Damage}.",
            cause: options.UsesSidecar ? ErrorCause.None : ErrorCause.NoKeywordsInFile);
    }

    // "Error: Can&#39;t yet handle movie fragments when writing. - /videos/a.mp4": escaped as the values are.
    private static string Reason(string problem, string path)
    {
        string reason = WebUtility.HtmlDecode(problem).Replace(" - " + path.Replace('\\', '/'), "").Replace("Error: ", "").TrimEnd('.');
        return reason.Length > 0 ? reason + "." : "ExifTool did not give a reason.";
    }
}
