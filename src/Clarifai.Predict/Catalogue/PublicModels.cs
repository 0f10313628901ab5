namespace Clarifai;

/// <summary>The only table of Clarifai's public models.</summary>
internal static class PublicModels
{
    /// <summary>The user that owns the public models.</summary>
    public const string UserId = "clarifai";

    /// <summary>The app that contains the public models.</summary>
    public const string AppId = "main";

    /// <summary>The output of a model that returns an embedding of the whole image.</summary>
    public const string Embeddings = "embeddings";

    /// <summary>The model that is used by default.</summary>
    public static PublicModel General { get; } =
        new("general", "General", "aaa03c23b3724a16a56b629203edc62c", "general-image-recognition", "concepts", SupportsVideo: true)
        {
            Languages = new AnswerList<string>([.. Languages.All.Select(language => language.Code)]),
        };

    /// <summary>Every public model, the general one first.</summary>
    public static IReadOnlyList<PublicModel> All { get; } =
    [
        General,
        new("apparel", "Apparel", "e0be3b9d6a454f0493ac3a30784001ff", "apparel-recognition", "concepts", SupportsVideo: true),
        new("celebrity", "Celebrity", "e466caa0619f444ab97497640cefc4dc", "celebrity-face-recognition", "regions"),
        new("color", "Color", "eeed0b6733a644cea07cf4c60f87ebb7", "color-recognition", "colors"),
        new("demographics", "Demographics", "c0c0ac362b03416da06ab3fa36fb58e3", null, "regions"),
        new("face-detection", "Face Detection", "53e1df302c079b3db8a0a36033ed2d15", "face-detection", "regions",
            OlderIds: "a403429f2ddf4b49b307e318f00e528b"),
        new("face-embedding", "Face Embedding", "e15d0f873e66047e579f90cf82c9882z", null, "regions",
            OlderIds: "d02b4508df58432fbb84e800597b8959"),
        new("focus", "Focus", "c2cf7cecd8a6427da375b9f35fcd2381", null, "focus"),
        new("food", "Food", "bd367be194cf45149e75f01d59f77ba7", "food-item-recognition", "concepts", SupportsVideo: true),
        new("general-cluster", "General Cluster", "cccbe437d6e54e2bb911c6aa292fb072", null, "clusters"),
        new("general-detection", "General Detection", "general-image-detection", "general-image-detection", "regions"),
        new("general-embedding", "General Embedding", "bbb5f41425b8468d9b7a554ff10f8581", "general-image-embedding", Embeddings),
        new("landscape-quality", "Landscape Quality", "bec14810deb94c40a05f1f0eb3c91403", null, "concepts"),
        new("logo", "Logo", "c443119bf2ed4da98487520d01a0b1e3", "logo-detection-v2", "regions",
            OlderIds: "006764f775d210080d295e6ea1445f93"),
        new("moderation", "Moderation", "d16f390eb32cad478c7ae150069bd2c6", "moderation-recognition", "concepts"),
        new("nsfw", "NSFW", "e9576d86d2004ed1a38ba0cf39ecb4b1", "nsfw-recognition", "concepts", SupportsVideo: true),
        new("portrait-quality", "Portrait Quality", "de9bd05cfdbf4534af151beb2a5d0953", null, "concepts"),
        new("text-recognition", "Text Recognition", "ocr-scene-english-paddleocr", "ocr-scene-english-paddleocr", "regions",
            SupportsVideo: true, "ocr", "text") { InputsPerRequest = 8 },
        new("textures", "Textures & Patterns", "fbefb47f9fdb410e8ce14f24f54b47ff", null, "concepts"),
        new("travel", "Travel", "eee28c313d69466f836ab83287a54ed9", "travel-recognition", "concepts", SupportsVideo: true),
        new("wedding", "Wedding", "c386b7a870114f4a87477c0824499348", null, "concepts", SupportsVideo: true),
    ];

    private static readonly Dictionary<string, PublicModel> ByAnyName = All
        .SelectMany(model => model.Names, (model, key) => (model, key))
        .ToDictionary(pair => pair.key, pair => pair.model, StringComparer.OrdinalIgnoreCase);

    /// <summary>True for the app of the public models. Older answers, and those of the local engine, do not contain the user.</summary>
    public static bool AreIn(string? userId, string? appId) => appId == AppId && userId is null or UserId;

    /// <summary>
    /// Whether the local engine accepts videos for a model: not where the service's model of that name does not. Embedding models accept
    /// them, so that frames can be compared with images, and so do the user's own models.
    /// </summary>
    public static bool TakesVideosLocally(string nameOrId, bool makesEmbeddings) =>
        makesEmbeddings || Find(nameOrId)?.SupportsVideo != false;

    /// <summary>Finds a public model by its name, its first id or today's id, in any case.</summary>
    public static PublicModel? Find(string nameOrId) => ByAnyName.TryGetValue(nameOrId, out PublicModel? model) ? model : null;
}
