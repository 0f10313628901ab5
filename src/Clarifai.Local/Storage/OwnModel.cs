namespace Clarifai.Local.Storage;

/// <summary>A model of an app, which learns from the app's inputs.</summary>
/// <param name="Key">Its row.</param>
/// <param name="App">The app.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Plan">What the next version learns.</param>
internal sealed record OwnModel(long Key, AppKey App, string Id, string Name, DateTimeOffset CreatedAt, TrainingPlan Plan);
