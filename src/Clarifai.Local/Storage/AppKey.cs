namespace Clarifai.Local.Storage;

/// <summary>The app that inputs and own models belong to: that of an owner's address, or the one of requests without an owner.</summary>
/// <param name="User">The user in the address; empty without an owner.</param>
/// <param name="App">The app in the address; empty without an owner.</param>
internal readonly record struct AppKey(string User, string App)
{
    // The service names the app of a key; here no owner's address leads to it.
    private const string IdWithoutOwner = "local";

    public static AppKey WithoutOwner { get; } = new("", "");

    /// <summary>The app's id in answers.</summary>
    public string Id => this == WithoutOwner ? IdWithoutOwner : App;

    /// <summary>The name of a model or workflow as the address has it, e.g. alice/photos/birds.</summary>
    public string NameOf(string id) => this == WithoutOwner ? id : $"{User}/{App}/{id}";
}
