using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Writes the names of what models see into the photos as keywords, with ExifTool.</summary>
[Cmdlet(VerbsCommon.Set, "ClarifaiKeyword", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SetClarifaiKeywordCommand : ClarifaiCommand
{
    private KeywordRun? _run;

    /// <summary>What the cmdlets of this module emit, now, from a job or from a table; or files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The keywords, instead of the names of the objects.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ValidateKeyword]
    public string[] Name { get; set; } = [];

    /// <summary>Text before each name, which marks the keywords as made by a model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKeyword]
    public string? Prefix { get; set; }

    /// <summary>Removes keywords instead of adding them; with a prefix, all that begin with it.</summary>
    [Parameter]
    public SwitchParameter Remove { get; set; }

    /// <summary>Writes an XMP file beside each photo, which is not touched.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>Writes read-only files too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The full path of ExifTool. Default: the one in CLARIFAI_EXIFTOOL, else on PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExifToolPath { get; set; }

    /// <summary>Emits the files that have the keywords.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var paths = new PathResolver(this);
        string exifTool = OrTerminate(() => ExifToolLocator.Find(ExifToolPath is null ? null : paths.ResolveLiteral(ExifToolPath)));
        _run = new KeywordRun(this, paths, exifTool);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _run!.Add(InputObject);
        }

        _run!.Write();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.End();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // First what was handed over is written, although the pipeline may have failed meanwhile; Ctrl+C ends that too.
        _run?.Dispose();
        base.Dispose(disposing);
    }
}
