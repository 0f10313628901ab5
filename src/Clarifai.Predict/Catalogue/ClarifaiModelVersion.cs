namespace Clarifai;

/// <summary>A version of a model. A prediction that specifies a version stays reproducible for as long as the service keeps it.</summary>
public sealed class ClarifaiModelVersion
{
    private readonly bool _isLocal;

    internal ClarifaiModelVersion(ModelReference model, string id, bool isLocal)
    {
        Reference = model;
        Id = id;
        _isLocal = isLocal;
    }

    /// <summary>The model as requested, e.g. general.</summary>
    public string Model => Reference.Name;

    /// <summary>The version's id.</summary>
    public string Id { get; }

    /// <summary>When the version was created; null if the service does not report it.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>The service's status of the version, e.g. "Model is trained and ready for deployment"; null if not reported.</summary>
    public string? Status { get; internal init; }

    /// <summary>The code of <see cref="Status"/>: 21100 if the version is ready. 0 if the service does not report it.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>The number of concepts in the version; null if the service does not report it.</summary>
    public int? ConceptCount { get; internal init; }

    /// <summary>The id of the model, as Get-ClarifaiModel lists it; the local engine's public models have their names as ids.</summary>
    public string ModelId => (_isLocal ? Reference.Public?.Name : Reference.Public?.CurrentId) ?? Reference.Id;

    /// <summary>The user that owns the model; null for the connection's user and for the local engine.</summary>
    public string? UserId => Reference.Public is null || _isLocal ? Reference.UserId : PublicModels.UserId;

    /// <summary>The app that contains the model; null for the connection's app.</summary>
    public string? AppId => Reference.Public is null ? Reference.AppId : PublicModels.AppId;

    internal ModelReference Reference { get; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
