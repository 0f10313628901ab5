using System.Xml;

namespace Clarifai;

/// <summary>Changes the keywords of a group of files, with one run of ExifTool to read them and one to write them.</summary>
/// <param name="exifTool">The full path of ExifTool.</param>
/// <param name="options">How they are changed.</param>
/// <param name="report">Told what became of each file, as soon as that is known.</param>
internal sealed class KeywordWriter(string exifTool, KeywordOptions options, Action<KeywordOutcome> report)
{
    private const int MostReplacements = 8;

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
            using var xml = new MemoryStream();
            string? problem = await process.ReadAnswerAsync(xml).ConfigureAwait(false);
            if (problem is not null)
            {
                throw new ClarifaiException(ErrorId.FileReadFailed, $"'{file.Source}' could not be read: {Reason(problem, file)}");
            }

            xml.Position = 0;
            if (Edit(file, xml) is { } edit)
            {
                edits.Add((file, edit));
            }
            else
            {
                report(new KeywordOutcome(file.Change) { Path = file.Exists ? file.Target : null });
            }
        }, cancellation).ConfigureAwait(false);
        return edits;
    }

    // While ExifTool writes the next files, the last ones get onto the disk: waiting for that one by one takes longer than all the rest.
    private async Task WriteAsync(
        List<(KeywordFile File, KeywordEdit Edit)> edits, List<KeywordChange> left, CancellationToken cancellation)
    {
        var replacements = new List<Task>();
        using var room = new SemaphoreSlim(MostReplacements);
        try
        {
            await AskAsync(edits, edit => edit.File, Command, left, async (process, edit) =>
            {
                await WriteContentAsync(process, edit.File).ConfigureAwait(false);
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

        // A dash stands for standard output; a format behind it, for a file that is made of nothing.
        static IReadOnlyList<string> Command((KeywordFile File, KeywordEdit Edit) edit) => edit.File.Exists
            ? [.. edit.Edit.Options(), "-o", "-", edit.File.Target]
            : [.. edit.Edit.Options(), "-o", "-.xmp"];
    }

    private static async Task WriteContentAsync(ExifToolProcess process, KeywordFile file)
    {
        string? problem;
        try
        {
            problem = await process.ReadAnswerAsync(file.BeginContent()).ConfigureAwait(false);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw KeywordFile.WriteError(e, file.Target);
        }

        if (problem is not null)
        {
            throw new ClarifaiException(ErrorId.FileWriteFailed, $"'{file.Target}' could not be written: {Reason(problem, file)}");
        }
    }

    private void Replace(KeywordFile file, KeywordEdit edit)
    {
        try
        {
            file.Complete();
            report(new KeywordOutcome(file.Change) { Path = file.Target, IsWritten = true, LongNames = edit.LongNames });
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
            catch (ClarifaiException e)
            {
                report(new KeywordOutcome(file.Change) { Error = e });
                if (e.ErrorId is ErrorId.ExifToolFailed)
                {
                    left.AddRange(items.Skip(at + 1).Select(item => fileOf(item).Change));
                    return;
                }
            }
            finally
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private KeywordEdit? Edit(KeywordFile file, Stream xml)
    {
        StoredKeywords stored;
        try
        {
            stored = StoredKeywordsReader.Read(xml);
        }
        catch (Exception e) when (e is XmlException or FormatException)
        {
            throw new ClarifaiException(ErrorId.FileReadFailed, $"'{file.Source}' could not be read: {e.Message}", e);
        }

        IReadOnlyList<string> names = file.Change.Names;
        if (!file.Exists)
        {
            // A program that reads the sidecar may not look into the photo any more: the sidecar has what the photo has.
            var none = new StoredKeywords { Format = KeywordEdit.SidecarFormat };
            return options.Removes || names.Count == 0
                ? null
                : KeywordEdit.Add(none, [.. stored.Subjects.Concat(stored.Keywords).Concat(names).Distinct()]);
        }

        return !KeywordEdit.CanWrite(stored.Format) ? throw new ClarifaiException(
                ErrorId.UnsupportedMediaType,
                $"'{file.Target}' ({stored.Format}) is not a JPEG, TIFF, PNG, WebP, HEIC, AVIF, GIF, MP4 or MOV file: keywords are not "
                + "written into it.",
                cause: ErrorCause.NoKeywordsInFormat)
            : !options.Removes ? KeywordEdit.Add(stored, names)
            : options.Prefix.Length > 0
                ? KeywordEdit.Remove(stored, keyword => keyword.StartsWith(options.Prefix, StringComparison.Ordinal))
            : KeywordEdit.Remove(stored, new HashSet<string>(names).Contains);
    }

    // "Error: Not a valid PNG (looks more like a JPEG) - /photos/a.png"
    private static string Reason(string problem, KeywordFile file)
    {
        string reason = problem.Replace(" - " + file.Source.Replace('\\', '/'), "").Replace("Error: ", "").TrimEnd('.');
        return reason.Length > 0 ? reason + "." : "ExifTool did not give a reason.";
    }
}
