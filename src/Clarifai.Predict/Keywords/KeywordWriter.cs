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
/// <param name="cancellation">Ends it: a file that is being written keeps its old content.</param>
internal sealed class KeywordWriter(
    string exifTool, KeywordOptions options, Action<KeywordOutcome> report, CancellationToken cancellation)
{
    private const int MostReplacements = 8;

    // How much new content is on the disk before it replaces the old, except for a single larger file.
    private const long MostContent = 1L << 30;

    /// <summary>Changes them.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>Those that are to be tried again: another run holds their files, or ExifTool ended before it came to them.</returns>
    /// <exception cref="ClarifaiException">ExifTool cannot be started (ExifToolFailed).</exception>
    public async Task<IReadOnlyList<KeywordChange>> WriteAsync(IEnumerable<KeywordChange> changes)
    {
        var files = new List<KeywordFile>();
        var left = new List<KeywordChange>();
        try
        {
            Open(changes, files, left);
            await ReadAsync(files, left).ConfigureAwait(false);
            await WriteAsync([.. files.Where(file => file.Edit is not null)], left).ConfigureAwait(false);
            return left;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private void Open(IEnumerable<KeywordChange> changes, List<KeywordFile> files, List<KeywordChange> left)
    {
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
    }

    private Task ReadAsync(List<KeywordFile> files, List<KeywordChange> left) =>
        AskAsync(files, file => StoredKeywordsReader.Command(file.Source), left, async (process, file) =>
        {
            KeywordEdit? edit = Edit(file, await ReadAnswerAsync(process, file.Source).ConfigureAwait(false));
            if (edit is null)
            {
                report(new KeywordOutcome(file.Change) { Path = file.Exists ? file.Target : null });
                return;
            }

            file.Edit = !file.IsReadOnly || options.IsForced ? edit : throw new ClarifaiException(
                ErrorId.FileAccessDenied, $"'{file.Target}' is read-only.", cause: ErrorCause.ReadOnlyFile);
        });

    private async Task WriteAsync(List<KeywordFile> files, List<KeywordChange> left)
    {
        while (files.Count > 0)
        {
            long content = 0;
            int count = files.TakeWhile(file => (content += file.Length) <= MostContent).Count();
            List<KeywordFile> portion = [.. files.Take(Math.Max(1, count))];
            files = [.. files.Skip(portion.Count)];
            var written = new List<KeywordFile>();
            await AskAsync(portion, Command, left, async (process, file) =>
            {
                await WriteContentAsync(process, file).ConfigureAwait(false);
                written.Add(file);
            }).ConfigureAwait(false);
            await ReplaceAsync(written, left).ConfigureAwait(false);
        }

        // A dash stands for standard output; a format behind it, for a file that is made of nothing.
        static IReadOnlyList<string> Command(KeywordFile file) =>
            [.. file.Edit!.Options(), .. file.Exists ? new[] { "-o", "-", file.Target } : ["-o", "-.xmp"]];
    }

    // While ExifTool reads the next files, the last ones get onto the disk: waiting for that one by one takes longer than all the rest.
    private async Task ReplaceAsync(List<KeywordFile> written, List<KeywordChange> left)
    {
        var replacements = new List<Task>();
        using var room = new SemaphoreSlim(MostReplacements);
        try
        {
            await AskAsync(written, file => StoredKeywordsReader.Command(file.TemporaryPath), left, async (process, file) =>
            {
                StoredKeywords now = await ReadAnswerAsync(process, file.TemporaryPath).ConfigureAwait(false);
                if (!file.Edit!.IsIn(now))
                {
                    throw NotWritten(file, "What ExifTool wrote does not have the keywords. The file's metadata may be damaged.");
                }

                await room.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                replacements.Add(Task.Run(() =>
                {
                    Replace(file);
                    room.Release();
                }));
            }).ConfigureAwait(false);
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

    private void Replace(KeywordFile file)
    {
        try
        {
            file.Complete();
            report(new KeywordOutcome(file.Change)
            {
                Path = file.Target,
                IsWritten = true,
                LongNames = file.Edit!.LongNames,
                HasNewOwner = file.HasNewOwner,
            });
        }
        catch (ClarifaiException e)
        {
            report(new KeywordOutcome(file.Change) { Error = e });
        }
    }

    // One process for all, a command each. Where it ends early, the file that it was at has an error, and the others another try.
    private async Task AskAsync(
        List<KeywordFile> files,
        Func<KeywordFile, IReadOnlyList<string>> command,
        List<KeywordChange> left,
        Func<ExifToolProcess, KeywordFile, Task> take)
    {
        if (files.Count == 0)
        {
            return;
        }

        using ExifToolProcess process = await ExifToolProcess.StartAsync(exifTool, files.Select(command), cancellation)
            .ConfigureAwait(false);
        for (int at = 0; at < files.Count; at++)
        {
            KeywordFile file = files[at];
            try
            {
                await take(process, file).ConfigureAwait(false);
            }
            catch (ClarifaiException e) when (e.ErrorId is ErrorId.ExifToolFailed)
            {
                report(new KeywordOutcome(file.Change)
                {
                    Error = new ClarifaiException(e.ErrorId, $"'{file.Source}' was not processed: {e.Message}", e),
                });
                left.AddRange(files.Skip(at + 1).Select(other => other.Change));
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
