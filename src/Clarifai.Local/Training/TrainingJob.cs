using Clarifai.Local.Storage;

namespace Clarifai.Local.Training;

/// <summary>A training that this engine has promised. While the lock is held, other engines know that it has not ended.</summary>
internal sealed record TrainingJob(OwnModel Model, OwnVersion Version, FileStream Lock);
