using Microsoft.AspNetCore.Builder;

namespace Clarifai.PowerShell.Tests.Fixture;

internal static class WebApplicationExtensions
{
    /// <summary>Where a server that has been started listens; the system has chosen the port.</summary>
    public static Uri Address(this WebApplication app) => new(app.Urls.Single());
}
