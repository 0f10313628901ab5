using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Exports results to one HTML file: images, regions, colors and videos over time.</summary>
[Cmdlet(VerbsData.Export, "ClarifaiReport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportClarifaiReportCommand : ClarifaiCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string? _fullPath;
    private ReportFile? _file;
    private ReportWriter? _writer;

    /// <summary>The file to write. A wildcard may match one existing file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write; the path is taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Objects that the cmdlets of this module emit, also from a job or a table.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The heading of the page. Default: Clarifai report.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Clarifai report";

    /// <summary>Embeds the images in the file, at most 64 MB, instead of linking to them.</summary>
    [Parameter]
    public SwitchParameter EmbedImages { get; set; }

    /// <summary>Does not overwrite an existing file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Overwrites a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _fullPath = OrTerminate(ResolvePath);
        if (!ShouldProcess(_fullPath))
        {
            return;
        }

        _file = Own(OrTerminate(() => ReportFile.Create(_fullPath, isClobberAllowed: !NoClobber, Force)));
        Func<Stream, byte[]>? convert = RunspaceConnections.Current.Made is { Engine.IsRunning: true } local
            ? picture => Wait(cancellation => local.Client.ConvertPictureAsync(picture, cancellation))
            : null;
        EmbeddedPictures? pictures = EmbedImages || convert is not null ? new EmbeddedPictures(EmbedImages, convert) : null;
        _writer = Own(Write(() => new ReportWriter(_file.Stream, Title, DateTimeOffset.Now, pictures)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_writer is null || InputObject is null)
        {
            return;
        }

        IReadOnlyList<ReportRow>? rows = Attempt(
            () => ReportRowReader.Read(InputObject), error => WriteFailure(error, InputObject, endsRun: false));
        foreach (ReportRow row in rows ?? [])
        {
            if (Write(() => _writer.Write(row)) is { } failure)
            {
                WriteFailure(failure, row.Source, endsRun: false);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_writer is null)
        {
            return;
        }

        IReadOnlyList<(string Path, ClarifaiException Failure)> failures = Write(() =>
        {
            IReadOnlyList<(string, ClarifaiException)> missing = _writer.Complete();
            _file!.Complete();
            return missing;
        });
        foreach ((string path, ClarifaiException failure) in failures)
        {
            WriteFailure(failure, path, endsRun: false);
        }

        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([_fullPath], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    private string ResolvePath()
    {
        var resolver = new PathResolver(this);
        try
        {
            return LiteralPath is not null ? resolver.ResolveLiteral(LiteralPath) : resolver.ResolveTarget(Path!);
        }
        catch (ClarifaiException e) when (e.ErrorId is ErrorId.FileNotFound)
        {
            // The file need not exist, but its drive must. PowerShell reports what is missing.
            throw new ClarifaiException(e.ErrorId, $"'{LiteralPath ?? Path}' cannot be written: {e.InnerException?.Message}", e);
        }
    }

    private T Write<T>(Func<T> work)
        where T : class? => OrTerminate(() => ReportFile.Guard(_fullPath!, work));
}
