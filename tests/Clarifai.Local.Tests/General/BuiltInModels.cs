using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Tests.General;

/// <summary>The models that come with the engine, opened as the engine opens them.</summary>
internal static class BuiltInModels
{
    public static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Models");

    public static ModelSource Open(string folder, params IReadOnlyList<ModelSource> others) =>
        ModelSource.Open(ManifestFile.Read(Path.Combine(Root, folder)), others);

    public static ModelSource General() => Open("general", Open("efficientnet"), Open("nanodet"), Open("blazeface"));
}
