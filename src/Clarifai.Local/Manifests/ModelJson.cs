using System.Text.Json.Serialization;
using Clarifai.Local.Imaging;

namespace Clarifai.Local.Manifests;

/// <summary>Reads a model folder's JSON strictly: a misspelled or unknown setting is an error, not ignored.</summary>
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
        typeof(NamedValueConverter<PictureView>),
        typeof(NamedValueConverter<ResampleKernel>),
    ])]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(ModelTaxonomy))]
[JsonSerializable(typeof(Dictionary<string, BroaderName>), TypeInfoPropertyName = "BroaderNames")]
[JsonSerializable(typeof(Dictionary<string, DetectedObject>), TypeInfoPropertyName = "DetectedObjects")]
[JsonSerializable(typeof(Dictionary<string, EmbeddingHead>), TypeInfoPropertyName = "EmbeddingHeads")]
internal sealed partial class ModelJson : JsonSerializerContext;
