namespace Clarifai.Local.Protocol;

/// <summary>The description of a status code.</summary>
internal static class StatusDescription
{
    public static string Of(int code) => code switch
    {
        StatusCodes.Success => "Ok",
        StatusCodes.ModelTrained => "Model trained successfully",
        StatusCodes.ImageDecodeFailed => "Decoding failed",
        StatusCodes.EngineLacksFfmpeg => "The local engine cannot find ffmpeg",
        _ => ToSentence(StatusCodes.Find(code).Name),
    };

    // MODEL_DOES_NOT_EXIST reads "Model does not exist".
    private static string ToSentence(string name) => name[0] + name[1..].Replace('_', ' ').ToLowerInvariant();
}
