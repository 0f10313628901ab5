using System.Text.Json.Serialization;

namespace Clarifai.Local.Inference;

/// <summary>Reads a model folder's JSON strictly: a misspelt or unknown setting is an error, not a default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    Converters =
    [
        typeof(NamedValueConverter<ModelFamily>),
        typeof(NamedValueConverter<ModelOutput>),
        typeof(NamedValueConverter<Activation>),
        typeof(NamedValueConverter<TensorLayout>),
        typeof(NamedValueConverter<ColorOrder>),
        typeof(NamedValueConverter<PictureFit>),
    ])]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(ModelTaxonomy))]
internal sealed partial class ModelJson : JsonSerializerContext;
