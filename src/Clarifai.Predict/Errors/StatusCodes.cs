using System.Text.RegularExpressions;
using static Clarifai.StatusAction;

namespace Clarifai;

/// <summary>The only table of the status codes that matter to a client of the Predict API.</summary>
internal static class StatusCodes
{
    /// <summary>10000: success.</summary>
    public const int Success = 10000;

    /// <summary>10010: some inputs succeeded; each output has its own status.</summary>
    public const int MixedStatus = 10010;

    /// <summary>10020: the request, or each of its inputs, failed.</summary>
    public const int Failure = 10020;

    /// <summary>11005: too many requests per second.</summary>
    public const int Throttled = 11005;

    /// <summary>11008: the key is not valid.</summary>
    public const int KeyInvalid = 11008;

    /// <summary>11009: the key does not exist, or none was sent.</summary>
    public const int KeyNotFound = 11009;

    /// <summary>11100: the request's JSON cannot be read.</summary>
    public const int BadRequestFormat = 11100;

    /// <summary>11101: the address does not exist.</summary>
    public const int RequestDoesNotExist = 11101;

    /// <summary>11102: the request's content is not valid.</summary>
    public const int InvalidRequest = 11102;

    /// <summary>11103: the address does not support this HTTP method.</summary>
    public const int MethodNotAllowed = 11103;

    /// <summary>21100: the model version is trained and ready.</summary>
    public const int ModelTrained = 21100;

    /// <summary>21101: the model version is being trained.</summary>
    public const int ModelTraining = 21101;

    /// <summary>21102: the model has no trained version.</summary>
    public const int ModelUntrained = 21102;

    /// <summary>21103: the model version will be trained.</summary>
    public const int ModelQueuedForTraining = 21103;

    /// <summary>21200: the model does not exist.</summary>
    public const int ModelDoesNotExist = 21200;

    /// <summary>21202: an option does not fit the model, e.g. none of the selected concepts exists.</summary>
    public const int ModelInvalidArgument = 21202;

    /// <summary>21300: the model version is evaluated.</summary>
    public const int ModelEvaluated = 21300;

    /// <summary>21301: the model version is being evaluated.</summary>
    public const int ModelEvaluating = 21301;

    /// <summary>21303: the model version will be evaluated.</summary>
    public const int ModelQueuedForEvaluation = 21303;

    /// <summary>30002: the input could not be downloaded or processed.</summary>
    public const int InputDownloadFailed = 30002;

    /// <summary>30100: the app has the input already.</summary>
    public const int InputDuplicate = 30100;

    /// <summary>30101: the input's format is not supported.</summary>
    public const int InputUnsupportedFormat = 30101;

    /// <summary>30104: the input's URL or bytes are not valid.</summary>
    public const int InputInvalidArgument = 30104;

    /// <summary>30105: the input is too large.</summary>
    public const int InputOverLimit = 30105;

    /// <summary>30106: the input's URL is not valid.</summary>
    public const int InputInvalidUrl = 30106;

    /// <summary>40033: the request is larger than the service accepts.</summary>
    public const int MaximumMessageSizeExceeded = 40033;

    /// <summary>47104: the image cannot be decoded.</summary>
    public const int ImageDecodeFailed = 47104;

    /// <summary>47901: the local engine needs ffmpeg to read a video. Clarifai does not use this code.</summary>
    public const int EngineLacksFfmpeg = 47901;

    // The account codes of 2019 are connection codes today.
    private static readonly Regex OfToday = new("^CONN_", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Dictionary<int, StatusCode> ByValue = new StatusCode[]
    {
        new(Success, "SUCCESS", Accept, ErrorId.None),
        new(MixedStatus, "MIXED_STATUS", ReadOutputs, ErrorId.None),
        new(Failure, "FAILURE", ReadOutputs, ErrorId.InputRejected),
        new(10030, "TRY_AGAIN", Retry, ErrorId.ServiceUnavailable),
        new(10040, "NOT_IMPLEMENTED", Fail, ErrorId.InvalidModelArgument),
        new(10050, "MOVED", Fail, ErrorId.InvalidResponse),
        new(10070, "ACCEPTED", Accept, ErrorId.None),

        new(11000, "ACCOUNT_ISSUES", Fail, ErrorId.NotAuthenticated),
        new(11001, "ACCOUNT_TOKEN_INVALID", Fail, ErrorId.NotAuthenticated),
        new(11002, "ACCOUNT_CREDENTIALS_INVALID", Fail, ErrorId.NotAuthenticated),
        new(11003, "ACCOUNT_EXCEED_HOURLY_LIMIT", Retry, ErrorId.Throttled),
        new(11004, "ACCOUNT_EXCEED_MONTHLY_LIMIT", Fail, ErrorId.QuotaExceeded),
        new(Throttled, "ACCOUNT_THROTTLED", Retry, ErrorId.Throttled),
        new(11006, "ACCOUNT_EXCEEDS_LIMITS", Fail, ErrorId.QuotaExceeded),
        new(11007, "ACCOUNT_INSUFFICIENT_SCOPES", Fail, ErrorId.NotAuthorized),
        new(KeyInvalid, "ACCOUNT_KEY_INVALID", Fail, ErrorId.NotAuthenticated),
        new(KeyNotFound, "ACCOUNT_KEY_NOT_FOUND", Fail, ErrorId.NotAuthenticated),
        new(BadRequestFormat, "BAD_REQUEST_FORMAT", Fail, ErrorId.InvalidModelArgument),
        new(RequestDoesNotExist, "DOES_NOT_EXIST", Fail, ErrorId.ModelNotFound),
        new(InvalidRequest, "INVALID_REQUEST", Fail, ErrorId.InvalidModelArgument),
        new(MethodNotAllowed, "METHOD_NOT_ALLOWED", Fail, ErrorId.InvalidModelArgument),
        new(11104, "NO_GDPR_CONSENT", Fail, ErrorId.NotAuthorized),
        new(11105, "INVALID_RANGE", Fail, ErrorId.InvalidModelArgument),
        new(11200, "AUTH_METHOD_DISABLED", Fail, ErrorId.NotAuthenticated),

        new(ModelTrained, "MODEL_TRAINED", Accept, ErrorId.None),
        new(ModelTraining, "MODEL_TRAINING", Fail, ErrorId.InvalidModelArgument),
        new(ModelUntrained, "MODEL_UNTRAINED", Fail, ErrorId.InvalidModelArgument),
        new(ModelQueuedForTraining, "MODEL_QUEUED_FOR_TRAINING", Accept, ErrorId.None),
        new(21106, "MODEL_TRAINING_FAILED", Fail, ErrorId.TrainingFailed),
        new(21110, "MODEL_TRAINING_NO_DATA", Fail, ErrorId.TrainingFailed),
        new(21111, "MODEL_TRAINING_NO_POSITIVES", Fail, ErrorId.TrainingFailed),
        new(21112, "MODEL_TRAINING_ONE_VS_N_SINGLE_CLASS", Fail, ErrorId.TrainingFailed),
        new(21113, "MODEL_TRAINING_TIMED_OUT", Fail, ErrorId.TrainingFailed),
        new(21114, "MODEL_TRAINING_WAITING_ERROR", Fail, ErrorId.TrainingFailed),
        new(21115, "MODEL_TRAINING_UNKNOWN_ERROR", Fail, ErrorId.TrainingFailed),
        new(ModelDoesNotExist, "MODEL_DOES_NOT_EXIST", Fail, ErrorId.ModelNotFound),
        new(21201, "MODEL_PERMISSION_DENIED", Fail, ErrorId.NotAuthorized),
        new(ModelInvalidArgument, "MODEL_INVALID_ARGUMENT", Fail, ErrorId.InvalidModelArgument),
        new(21203, "MODEL_INVALID_REQUEST", Fail, ErrorId.InvalidModelArgument),
        new(ModelEvaluated, "MODEL_EVALUATED", Accept, ErrorId.None),
        new(ModelEvaluating, "MODEL_EVALUATING", Accept, ErrorId.None),
        new(21302, "MODEL_NOT_EVALUATED", Accept, ErrorId.None),
        new(ModelQueuedForEvaluation, "MODEL_QUEUED_FOR_EVALUATION", Accept, ErrorId.None),
        new(21310, "MODEL_EVALUATION_TIMED_OUT", Fail, ErrorId.EvaluationFailed),
        new(21311, "MODEL_EVALUATION_WAITING_ERROR", Fail, ErrorId.EvaluationFailed),
        new(21312, "MODEL_EVALUATION_UNKNOWN_ERROR", Fail, ErrorId.EvaluationFailed),
        new(21313, "MODEL_PREDICTION_FAILED", Fail, ErrorId.InputRejected),
        new(21315, "MODEL_EVALUATION_NEED_LABELS", Fail, ErrorId.EvaluationFailed),
        new(21316, "MODEL_EVALUATION_NEED_INPUTS", Fail, ErrorId.EvaluationFailed),
        new(21350, "MODEL_DEPLOYMENT_FAILED", Fail, ErrorId.ModelNotFound),
        new(21351, "MODEL_DEPLOYING", WaitForModel, ErrorId.ModelNotReady),
        new(21352, "MODEL_QUEUED_FOR_DEPLOYMENT", WaitForModel, ErrorId.ModelNotReady),
        new(21353, "MODEL_NOT_DEPLOYED", WaitForModel, ErrorId.ModelNotReady),
        new(21354, "MODEL_BUSY_PLEASE_RETRY", WaitForModel, ErrorId.ModelNotReady),
        new(21355, "MODEL_LOADING", WaitForModel, ErrorId.ModelNotReady),
        new(22102, "WORKFLOW_DOES_NOT_EXIST", Fail, ErrorId.ModelNotFound),
        new(22103, "WORKFLOW_PERMISSION_DENIED", Fail, ErrorId.NotAuthorized),
        new(22104, "WORKFLOW_INVALID_ARGUMENT", Fail, ErrorId.InvalidModelArgument),
        new(22108, "WORKFLOW_INTERNAL_FAILURE", RetryOnce, ErrorId.ServiceUnavailable),
        new(22999, "WORKFLOW_INVALID_REQUEST", Fail, ErrorId.InvalidModelArgument),
        new(25604, "RUNNER_NEEDS_RETRY", Retry, ErrorId.ServiceUnavailable),

        new(30000, "INPUT_DOWNLOAD_SUCCESS", Accept, ErrorId.None),
        new(30001, "INPUT_DOWNLOAD_PENDING", WaitForModel, ErrorId.ModelNotReady),
        new(InputDownloadFailed, "INPUT_DOWNLOAD_FAILED", Fail, ErrorId.InputDownloadFailed),
        new(30003, "INPUT_DOWNLOAD_IN_PROGRESS", WaitForModel, ErrorId.ModelNotReady),
        new(InputDuplicate, "INPUT_DUPLICATE", Fail, ErrorId.InputRejected),
        new(InputUnsupportedFormat, "INPUT_UNSUPPORTED_FORMAT", Fail, ErrorId.UnsupportedMediaType),
        new(30102, "INPUT_DOES_NOT_EXIST", Fail, ErrorId.InputDownloadFailed),
        new(30103, "INPUT_PERMISSION_DENIED", Fail, ErrorId.InputDownloadFailed),
        new(InputInvalidArgument, "INPUT_INVALID_ARGUMENT", Fail, ErrorId.InputRejected),
        new(InputOverLimit, "INPUT_OVER_LIMIT", Fail, ErrorId.FileTooLarge),
        new(InputInvalidUrl, "INPUT_INVALID_URL", Fail, ErrorId.InputDownloadFailed),
        new(30300, "ALL_INPUT_INVALID_BYTES", Fail, ErrorId.InputRejected),

        // The video twins were merged into the 30xxx codes in 2020; older deployments still answer with them.
        new(31000, "INPUT_VIDEO_DOWNLOAD_SUCCESS", Accept, ErrorId.None),
        new(31001, "INPUT_VIDEO_DOWNLOAD_PENDING", WaitForModel, ErrorId.ModelNotReady),
        new(31002, "INPUT_VIDEO_DOWNLOAD_FAILED", Fail, ErrorId.InputDownloadFailed),
        new(31003, "INPUT_VIDEO_DOWNLOAD_IN_PROGRESS", WaitForModel, ErrorId.ModelNotReady),
        new(31100, "INPUT_VIDEO_DUPLICATE", Fail, ErrorId.InputRejected),
        new(31101, "INPUT_VIDEO_UNSUPPORTED_FORMAT", Fail, ErrorId.UnsupportedMediaType),
        new(31102, "INPUT_VIDEO_DOES_NOT_EXIST", Fail, ErrorId.InputDownloadFailed),
        new(31103, "INPUT_VIDEO_PERMISSION_DENIED", Fail, ErrorId.InputDownloadFailed),
        new(31104, "INPUT_VIDEO_INVALID_ARGUMENT", Fail, ErrorId.InputRejected),
        new(31105, "INPUT_VIDEO_OVER_LIMIT", Fail, ErrorId.FileTooLarge),
        new(31106, "INPUT_VIDEO_INVALID_URL", Fail, ErrorId.InputDownloadFailed),
        new(31300, "ALL_VIDEOS_INVALID_BYTES", Fail, ErrorId.InputRejected),

        new(39996, "INPUT_CONNECTION_FAILED", Retry, ErrorId.ServiceUnavailable),
        new(39997, "REQUEST_DISABLED_FOR_MAINTENANCE", Retry, ErrorId.ServiceUnavailable),
        new(39998, "INPUT_WRITES_DISABLED_FOR_MAINTENANCE", Fail, ErrorId.ServiceUnavailable),
        new(39999, "INPUT_INVALID_REQUEST", Fail, ErrorId.InputRejected),

        new(40001, "PREDICT_INVALID_REQUEST", Fail, ErrorId.InvalidModelArgument),
        new(40002, "SEARCH_INVALID_REQUEST", Fail, ErrorId.InvalidModelArgument),
        new(40003, "CONCEPTS_INVALID_REQUEST", Fail, ErrorId.InvalidModelArgument),
        new(40030, "RPC_REQUEST_QUEUE_FULL", Retry, ErrorId.ServiceUnavailable),
        new(40031, "RPC_SERVER_UNAVAILABLE", Retry, ErrorId.ServiceUnavailable),
        new(40032, "RPC_REQUEST_TIMEOUT", Retry, ErrorId.ServiceUnavailable),
        new(MaximumMessageSizeExceeded, "RPC_MAX_MESSAGE_SIZE_EXCEEDED", Split, ErrorId.FileTooLarge),
        new(40034, "EXTERNAL_CONNECTION_ERROR", Retry, ErrorId.ServiceUnavailable),
        new(40035, "RPC_CANCELED", Retry, ErrorId.ServiceUnavailable),
        new(40037, "REQUEST_CANCELED_BY_USER", Fail, ErrorId.InputRejected),
        new(41000, "QUEUE_CONN_ERROR", Retry, ErrorId.ServiceUnavailable),

        new(47101, "MP_DOWNLOAD_ERROR", Fail, ErrorId.InputDownloadFailed),
        new(47102, "MP_RESOLVE_DNS_ERROR", RetryOnce, ErrorId.InputDownloadFailed),
        new(47103, "MP_DOWNLOAD_MAX_SIZE_EXCEEDED", Fail, ErrorId.FileTooLarge),
        new(ImageDecodeFailed, "MP_IMAGE_DECODE_ERROR", Fail, ErrorId.InputRejected),
        new(47105, "MP_INVALID_ARGUMENT", Fail, ErrorId.InputRejected),
        new(47106, "MP_IMAGE_PROCESSING_ERROR", Fail, ErrorId.InputRejected),
        new(EngineLacksFfmpeg, "LOCAL_ENGINE_FFMPEG_NOT_FOUND", Fail, ErrorId.FfmpegNotFound),

        new(50001, "USER_CONSENT_FACE", Fail, ErrorId.NotAuthorized),
        new(60003, "LICENSE_EXPIRED", Fail, ErrorId.QuotaExceeded),
        new(60006, "LICENSE_VOLUME_EXCEEDED", Fail, ErrorId.QuotaExceeded),
        new(90400, "DEPRECATED_BAD_REQUEST", Fail, ErrorId.InvalidModelArgument),
        new(90500, "DEPRECATED_SERVER_ERROR", Retry, ErrorId.ServiceUnavailable),
        new(98004, "INTERNAL_SERVER_ISSUE", Retry, ErrorId.ServiceUnavailable),
        new(98009, "INTERNAL_UNEXPECTED_TIMEOUT", Retry, ErrorId.ServiceUnavailable),
        new(98014, "INTERNAL_RESOURCE_EXHAUSTED", Retry, ErrorId.ServiceUnavailable),
        new(99001, "CONN_UNCATEGORIZED", RetryOnce, ErrorId.ServiceUnavailable),
        new(99002, "MODEL_UNCATEGORIZED", RetryOnce, ErrorId.ServiceUnavailable),
        new(99003, "INPUT_UNCATEGORIZED", RetryOnce, ErrorId.ServiceUnavailable),
        new(99009, "INTERNAL_UNCATEGORIZED", RetryOnce, ErrorId.ServiceUnavailable),
    }.ToDictionary(code => code.Value);

    private static readonly Dictionary<string, StatusCode> ByName =
        ByValue.Values.ToDictionary(code => code.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every code of the table, in ascending order.</summary>
    public static IEnumerable<StatusCode> All => ByValue.Values.OrderBy(code => code.Value);

    /// <summary>The table's row; for a number that is not in the table, a row derived from its range.</summary>
    public static StatusCode Find(int value) => ByValue.TryGetValue(value, out StatusCode? known) ? known : Unknown(value);

    /// <summary>The table's row, or null: some answers contain the service's name of a code instead of the number, in any case.</summary>
    public static StatusCode? Find(string name) =>
        ByName.TryGetValue(name, out StatusCode? known) || ByName.TryGetValue(OfToday.Replace(name, "ACCOUNT_"), out known)
        || ByName.TryGetValue(OfToday.Replace(name, ""), out known) ? known : null;

    /// <summary>True for the codes of an input whose output is still pending.</summary>
    public static bool IsPending(int value) => value is 30001 or 30003 or 31001 or 31003;

    public static bool IsKnown(int value) => ByValue.ContainsKey(value);

    private static StatusCode Unknown(int value) => value switch
    {
        >= 30000 and < 40000 or >= 47000 and < 48000 => new(value, "UNKNOWN_INPUT_STATUS", Fail, ErrorId.InputRejected),
        >= 98000 and < 99000 => new(value, "UNKNOWN_INTERNAL_STATUS", Retry, ErrorId.ServiceUnavailable),
        >= 99000 and < 100000 => new(value, "UNKNOWN_UNCATEGORIZED_STATUS", RetryOnce, ErrorId.ServiceUnavailable),
        _ => new(value, "UNKNOWN_STATUS", Fail, ErrorId.InputRejected),
    };
}
