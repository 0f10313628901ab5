namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of a cmdlet whose inputs can be shared out among several runs.</summary>
internal interface IShardedCommand
{
    /// <summary>The part of the inputs that this run takes: n/m, from 1/m to m/m. Default: all inputs.</summary>
    string? Shard { get; }

    /// <summary>
    /// The folder that files are named relative to, in -Shard and in a checkpoint, so that they have the same names wherever it is mounted.
    /// </summary>
    string? ShardRoot { get; }
}
