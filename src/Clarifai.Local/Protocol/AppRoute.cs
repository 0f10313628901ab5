using Clarifai.Local.Storage;

namespace Clarifai.Local.Protocol;

/// <summary>The part of an address with the owner of inputs and own models.</summary>
internal static class AppRoute
{
    public const string User = "user";
    public const string App = "app";

    public static AppKey Read(HttpContext context) =>
        ModelRoute.Read(context, User) is { } user && ModelRoute.Read(context, App) is { } app
            ? new AppKey(user, app)
            : AppKey.WithoutOwner;
}
