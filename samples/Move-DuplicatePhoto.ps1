# Dot-source the function, preview with -WhatIf what it would do, then run it:
#
#   . ./Move-DuplicatePhoto.ps1
#   Move-DuplicatePhoto ~/Pictures -Destination ~/Duplicates -WhatIf

function Move-DuplicatePhoto {
    <#
    .SYNOPSIS
        Moves near-duplicates of photos away and keeps the largest file of each.
    .DESCRIPTION
        The same photo in another size, quality, or crop counts as a duplicate. Of each group the file with the most bytes stays in place; a
        file whose name the destination already has stays too. Embeddings are saved, so that a second run with another similarity takes
        seconds.
    .PARAMETER Path
        The folder with the photos, including its subfolders.
    .PARAMETER Destination
        Where the duplicates go.
    .PARAMETER MinSimilarity
        The minimum similarity of duplicates, 0 to 1. Default: 0.95, rather too careful than too eager.
    .PARAMETER CheckpointPath
        The file with the embeddings. Default: in the destination.
    .EXAMPLE
        Move-DuplicatePhoto ~/Pictures -Destination ~/Duplicates -WhatIf
    .EXAMPLE
        Move-DuplicatePhoto ~/Pictures -Destination ~/Duplicates -MinSimilarity 0.98
    .OUTPUTS
        The moved files.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Path,

        [Parameter(Mandatory)]
        [string] $Destination,

        [ValidateRange(0.0, 1.0)]
        [double] $MinSimilarity = 0.95,

        [string] $CheckpointPath = (Join-Path $Destination embeddings.jsonl)
    )

    Set-StrictMode -Version 3.0
    $extensions = '.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.tif', '.tiff'

    [void] (New-Item -ItemType Directory -Path $Destination -Force -WhatIf:$false)
    Get-ChildItem -LiteralPath $Path -File -Recurse |
        Where-Object Extension -In $extensions |
        Find-ClarifaiSimilar -MinSimilarity $MinSimilarity -CheckpointPath $CheckpointPath |
        Group-Object -Property Group |
        ForEach-Object {
            $first, $others = $_.Group
            foreach ($photo in $others) {
                if ($PSCmdlet.ShouldProcess($photo.Source, "Move to $Destination, as it is like $($first.Source)")) {
                    Move-Item -LiteralPath $photo.Source -Destination $Destination -PassThru
                }
            }
        }
}
