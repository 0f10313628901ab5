using Clarifai.Bench.Serving;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Predict;

/// <summary>
/// What a picture costs in memory from the file to its objects, whatever its size; the garbage is what a long run is slowed by.
/// </summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int PictureBytes = 100_000;
    private const int Pictures = 9600;
    private const int MostPerPicture = 22 * 1024;

    [Fact]
    public void A_picture_with_twenty_concepts_allocates_at_most_22_kilobytes()
    {
        using var server = AnswerServer.Start(new ServerOptions(PictureBytes));
        using var session = new ModuleSession();
        using var folder = new SampleFolder();
        byte[] picture = [0xFF, 0xD8, 0xFF, .. new byte[PictureBytes - 3]];
        for (int i = 0; i < 32; i++)
        {
            folder.Write($"{i}.jpg", picture);
        }

        session.Connect(server.Address);
        session.Set("folder", folder.FullPath);
        session.Set("times", Pictures / 32);
        session.Run("$files = @(foreach ($time in 1..$times) { Get-ChildItem $folder })");
        const string Predict = "$files | Invoke-ClarifaiPredict | ForEach-Object { $count++ } -Begin { $count = 0 } -End { $count }";
        Assert.Equal(Pictures * Bench.Serving.Answers.ConceptsPerImage, session.Run(Predict).Output[0].BaseObject);
        const string Run = "$files | Invoke-ClarifaiPredict | Out-Null";
        session.Run(Run);

        // A collection in between may take buffers away from their pool, which are made anew: the least of some runs has none of that.
        Assert.InRange(Enumerable.Range(0, 3).Min(_ => AllocatedPerPicture()), 1, MostPerPicture);

        long AllocatedPerPicture()
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            session.Run(Run);
            return (GC.GetTotalAllocatedBytes(precise: true) - before) / Pictures;
        }
    }
}
