namespace Clarifai.Local.Training;

/// <summary>A model cannot learn from its examples.</summary>
internal sealed class TrainingException(int code, string details) : Exception(details)
{
    /// <summary>The status code of the model's version.</summary>
    public int Code { get; } = code;
}
