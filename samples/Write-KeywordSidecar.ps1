<#
.SYNOPSIS
    Writes the content of each photo to a sidecar file next to it, so that photo managers can search it.
.DESCRIPTION
    A sidecar is an XMP file with the photo's name and the extension .xmp; Lightroom, digiKam, darktable, and others read keywords from it.
    The photos are not changed. An existing sidecar may contain somebody's work: it is kept unless -Force is specified.
.PARAMETER Path
    The folder with the photos.
.PARAMETER MinValue
    The minimum confidence of a keyword, 0 to 1. Default: 0.9.
.PARAMETER MaxConcepts
    The most keywords per photo, 1 to 200. Default: 10.
.PARAMETER Language
    The language of the keywords, e.g. de. Default: the service's, English.
.PARAMETER Model
    The model to use. Default: general.
.PARAMETER Force
    Overwrites sidecars.
.EXAMPLE
    ./Write-KeywordSidecar.ps1 ~/Pictures -WhatIf
.EXAMPLE
    ./Write-KeywordSidecar.ps1 ~/Pictures -MinValue 0.95 -Language de
.OUTPUTS
    The sidecars that were written.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [ValidateRange(0.0, 1.0)]
    [double] $MinValue = 0.9,

    [ValidateRange(1, 200)]
    [int] $MaxConcepts = 10,

    [string] $Language,

    [string] $Model = 'general',

    [switch] $Force
)

Set-StrictMode -Version 3.0
$extensions = '.jpg', '.jpeg', '.png', '.tif', '.tiff'

function Write-Xmp([string] $File, [string[]] $Keyword) {
    $rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
    $dc = 'http://purl.org/dc/elements/1.1/'
    $settings = New-Object System.Xml.XmlWriterSettings -Property @{ Indent = $true; Encoding = New-Object System.Text.UTF8Encoding $false }
    $xmp = [System.Xml.XmlWriter]::Create($File, $settings)
    try {
        $xmp.WriteStartElement('x', 'xmpmeta', 'adobe:ns:meta/')
        $xmp.WriteStartElement('rdf', 'RDF', $rdf)
        $xmp.WriteStartElement('rdf', 'Description', $rdf)
        $xmp.WriteAttributeString('rdf', 'about', $rdf, '')
        $xmp.WriteStartElement('dc', 'subject', $dc)
        $xmp.WriteStartElement('rdf', 'Bag', $rdf)
        foreach ($word in $Keyword) {
            $xmp.WriteElementString('rdf', 'li', $rdf, $word)
        }

        $xmp.WriteEndDocument()
    }
    finally {
        $xmp.Dispose()
    }
}

$options = @{ Model = $Model; MinValue = $MinValue; MaxConcepts = $MaxConcepts }
if ($Language) {
    $options.Language = $Language
}

Get-ChildItem -LiteralPath $Path -File |
    Where-Object Extension -In $extensions |
    Invoke-ClarifaiPredict @options |
    Group-Object -Property Source -CaseSensitive |
    ForEach-Object {
        $sidecar = [System.IO.Path]::ChangeExtension($_.Name, '.xmp')
        if ((Test-Path -LiteralPath $sidecar) -and -not $Force) {
            Write-Warning "$sidecar already exists and is kept. -Force overwrites it."
        }
        elseif ($PSCmdlet.ShouldProcess($sidecar, 'Write keywords')) {
            Write-Xmp -File $sidecar -Keyword @($_.Group | Select-Object -ExpandProperty Name -Unique)
            Get-Item -LiteralPath $sidecar
        }
    }
