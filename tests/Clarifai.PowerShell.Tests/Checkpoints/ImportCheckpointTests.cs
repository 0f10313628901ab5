using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Checkpoints;

/// <summary>Import-ClarifaiCheckpoint: what the shards of a run have found, as one stream of objects, without a connection.</summary>
public sealed class ImportCheckpointTests : ConnectedTest
{
    [Fact]
    public void The_checkpoints_of_all_shards_are_the_whole_in_every_form()
    {
        string[] pictures = RunShards(12, 3);
        Session.Run("Disconnect-Clarifai");
        int asked = Service.Requests.Count;

        ScriptResult concepts = Session.Run("Import-ClarifaiCheckpoint shard-*.jsonl");
        ScriptResult rows = Session.Run("Get-ChildItem shard-*.jsonl | Import-ClarifaiCheckpoint -As Row");
        ScriptResult outputs = Session.Run("Import-ClarifaiCheckpoint -LiteralPath (Get-ChildItem shard-*.jsonl -Name) -As Output");
        ScriptResult raw = Session.Run("Import-ClarifaiCheckpoint shard-1.jsonl, shard-2.jsonl, shard-3.jsonl -As Raw");

        Assert.Equal(pictures.Order(), concepts.Sources.Cast<string>().Order());
        Assert.Equal(pictures.Order(), rows.Sources.Cast<string>().Order());
        Assert.Equal(pictures.Order(), outputs.Sources.Cast<string>().Order());
        Assert.Equal(12, raw.Output.Count);
        Assert.All(concepts.All("InputIndex"), Assert.Null);
        Assert.Equal(concepts.Sources, concepts.All("PSPath").Select(path => ((string)path!).Split("::")[^1]));
        Assert.Equal(asked, Service.Requests.Count);
    }

    [Fact]
    public void Two_images_with_one_path_below_two_roots_are_two_and_one_image_in_two_places_is_one()
    {
        byte[] cat = File.ReadAllBytes(Repository.PathOf("samples", "cat.jpg"));
        string[] images =
        [
            Folder.Write("2023/IMG_1.jpg", cat),
            Folder.Write("2024/IMG_1.jpg", [.. cat, 0]),
            Folder.Write("copy/IMG_1.jpg", cat),
        ];
        File.SetLastWriteTimeUtc(images[2], File.GetLastWriteTimeUtc(images[0]));
        Session.GoTo(Folder.FullPath);
        foreach (string year in (string[])["2023", "2024", "copy"])
        {
            Session.Run($"Invoke-ClarifaiPredict {year}/*.jpg -ShardRoot {year} -CheckpointPath {year}.jsonl");
        }

        ScriptResult result = Session.Run("Import-ClarifaiCheckpoint *.jsonl -As Row");

        Assert.Equal(images[1..], result.Sources.Cast<string>().Order());
    }

    [Fact]
    public void The_answer_in_the_file_that_was_written_last_counts_however_the_files_are_named()
    {
        string cat = Folder.Write("cat.jpg", File.ReadAllBytes(Repository.PathOf("samples", "cat.jpg")));
        Session.GoTo(Folder.FullPath);
        Service.Data = _ => """{"concepts":[{"name":"old","value":0.9}]}""";
        Session.Run("$input | Invoke-ClarifaiPredict -CheckpointPath z.jsonl", cat);
        File.AppendAllText(cat, "changed");
        Service.Data = _ => """{"concepts":[{"name":"new","value":0.9}]}""";
        Session.Run("$input | Invoke-ClarifaiPredict -CheckpointPath a.jsonl", cat);
        File.SetLastWriteTimeUtc(Folder.PathOf("z.jsonl"), DateTime.UtcNow.AddMinutes(-1));

        Assert.Equal(["new"], Session.Run("Import-ClarifaiCheckpoint a.jsonl, z.jsonl").Names);
        Assert.Equal(["new"], Session.Run("Import-ClarifaiCheckpoint z.jsonl, a.jsonl").Names);
    }

    [Fact]
    public void Tables_and_reports_take_it()
    {
        string[] pictures = RunShards(6, 2);

        Session.Run("Import-ClarifaiCheckpoint shard-*.jsonl | Export-Csv table.csv");
        Session.Run("Import-ClarifaiCheckpoint shard-*.jsonl | Export-ClarifaiReport report.html");

        Assert.Equal(pictures.Order(), Session.Run("Import-Csv table.csv").Sources.Cast<string>().Order());
        string report = File.ReadAllText(Folder.PathOf("report.html"));
        Assert.All(pictures, picture => Assert.Contains(Path.GetFileName(picture), report, StringComparison.Ordinal));
    }

#if !DESKTOP
    // The assemblies of Windows PowerShell take .NET's locks, which on Unix keep readers away from a writer.
    [Fact]
    public void It_reads_the_checkpoint_of_a_run_that_goes_on()
    {
        RunShards(6, 1);

        ScriptResult result = Session.Run(
            """
            Invoke-ClarifaiPredict -Uri https://p.example/new.jpg -CheckpointPath shard-1.jsonl |
                ForEach-Object { @(Import-ClarifaiCheckpoint shard-1.jsonl).Count }
            """);

        Assert.Equal([7], result.Output.Select(count => count.BaseObject));
    }
#endif

    [Fact]
    public void It_is_a_stream()
    {
        RunShards(6, 1);

        Assert.Single(Session.Run("Import-ClarifaiCheckpoint shard-1.jsonl | Select-Object -First 1").Output);
    }

    [Fact]
    public void Of_several_files_all_are_read_and_the_first_is_appended_to()
    {
        string[] pictures = RunShards(6, 2);
        string added = Folder.Picture("added.jpg");
        int asked = Service.Inputs.Count;

        ScriptResult result = Session.Run(
            "Invoke-ClarifaiPredict *.jpg -CheckpointPath own.jsonl, shard-1.jsonl, shard-2.jsonl -Verbose");

        Assert.Equal(pictures.Append(added).Order(), result.Sources.Cast<string>().Order());
        Assert.Equal(asked + 1, Service.Inputs.Count);
        Assert.Single(File.ReadAllLines(Folder.PathOf("own.jsonl")));
        Assert.Contains(result.Verbose, line => line == "Inputs answered in the checkpoints: 6.");
    }

    [Fact]
    public void A_missing_file_is_an_error_and_the_others_are_read()
    {
        RunShards(3, 1);

        ScriptResult result = Session.Try("Import-ClarifaiCheckpoint missing.jsonl, shard-1.jsonl");

        Assert.Equal(3, result.Output.Count);
        Assert.Equal(("FileNotFound", ErrorCategory.ObjectNotFound), Assert.Single(result.Errors).Kind());
        Assert.Single(Session.Run("Import-ClarifaiCheckpoint none*.jsonl").Warnings);
    }

    [Fact]
    public void Another_file_is_refused_before_anything_is_emitted()
    {
        RunShards(3, 1);
        Folder.Write("table.csv", "Source,Name\n1.jpg,cat\n"u8.ToArray());

        ScriptResult result = Session.Try("Import-ClarifaiCheckpoint shard-1.jsonl, table.csv");

        Assert.Empty(result.Output);
        Assert.Equal(("CheckpointMismatch", ErrorCategory.InvalidOperation), result.Terminating!.Kind());
    }

    [Fact]
    public void Damaged_lines_are_counted()
    {
        RunShards(3, 1);
        string path = Folder.PathOf("shard-1.jsonl");
        string[] lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0], lines[1][..30], lines[2]]);

        ScriptResult result = Session.Run("Import-ClarifaiCheckpoint shard-1.jsonl");

        Assert.Equal(2, result.Output.Count);
        Assert.Contains(": 1.", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Below_another_root_the_files_are_found_there()
    {
        Folder.Picture("photos/1.jpg");
        Session.GoTo(Folder.FullPath);
        Session.Run("Get-ChildItem photos | Invoke-ClarifaiPredict -ShardRoot photos -CheckpointPath run.jsonl");

        ScriptResult result = Session.Run("Import-ClarifaiCheckpoint run.jsonl -ShardRoot elsewhere");

        Assert.Equal([Folder.PathOf(Path.Combine("elsewhere", "1.jpg"))], result.Sources);
    }

    private string[] RunShards(int pictures, int shards)
    {
        string[] paths = [.. Enumerable.Range(0, pictures).Select(number => Folder.Picture($"{number}.jpg"))];
        Session.GoTo(Folder.FullPath);
        foreach (int number in Enumerable.Range(1, shards))
        {
            Session.Run($"Invoke-ClarifaiPredict *.jpg -Shard {number}/{shards} -CheckpointPath shard-{number}.jsonl");
        }

        return paths;
    }
}
