using System.Collections;
using System.Management.Automation;
using System.Text;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Secrets;

/// <summary>
/// A key and a signed address go through every cmdlet, well and badly, with all streams on. Neither is in anything that is written: the
/// key nowhere, the address's secrets only where the user gets the own input back.
/// </summary>
public sealed class CanaryTests : ConnectedTest
{
    private const string Picture = "https://canary-user:canary-password@p.example/1.jpg?s=canary-query#canary-fragment";
    private const string Video = "https://canary-user:canary-password@p.example/1.mp4?s=canary-query";

    // What a user gave comes back in these: the input of an answer and of an error, and the line of the script.
    private static readonly string[] Own = ["Source", "Like", "TargetObject", "InvocationInfo"];

    // What may be asked again is asked again at once.
    private static readonly Dictionary<string, Func<StubReply?>> Replies = new()
    {
        ["Ok"] = () => null,
        ["Nothing"] = () => null,
        ["Echoed"] = () => StubReply.Status(400, 30104, $"Could not fetch {Picture}", $"'{Video}' is not there, nor {Picture}."),
        ["Unauthorized"] = () => StubReply.Status(401, 11009, "Bad key"),
        ["Forbidden"] = () => StubReply.Status(403, 11007, "No"),
        ["NotFound"] = () => StubReply.Status(404, 21200, "No model"),
        ["Throttled"] = () => StubReply.Status(429, 11005, "Slow down") with { RetryAfter = 0 },
        ["OutOfOrder"] = () => StubReply.Status(500, 0, "Boom") with { RetryAfter = 0 },
        ["Redirected"] = () => new StubReply(302, "") { Location = "https://u:canary-location@elsewhere.example/?canary-location" },
        ["Garbage"] = () => new StubReply(200, "<html>"),
    };

    private static readonly string[] Scripts =
    [
        "Connect-Clarifai -ApiKey $key -BaseUri $service -PassThru",
        "Connect-Clarifai -PersonalAccessToken $key -BaseUri $service -PassThru",
        "Get-ClarifaiConnection",
        "Test-ClarifaiConnection",
        "Invoke-ClarifaiPredict -Uri $picture -MaximumRetryCount 0",
        "Invoke-ClarifaiPredict -Uri $picture -As Output -MaximumRetryCount 1 -RetryIntervalSec 0",
        "Invoke-ClarifaiPredict -Uri $picture -Model food -ModelVersion 1 -MaximumRetryCount 0",
        "Get-ClarifaiVideoFrame -Uri $video -MaximumRetryCount 0",
        "Get-ClarifaiVideoFrame -Uri $video -SampleLocally",
        "Invoke-ClarifaiPredict -Uri $picture -MaximumRetryCount 0 -CheckpointPath answers.jsonl",
        "Invoke-ClarifaiPredict -Uri $picture -MaximumRetryCount 0 -CheckpointPath a.jsonl | Out-Null; Import-ClarifaiCheckpoint a.jsonl",
        "Get-ClarifaiVideoFrame -Uri $video -MaximumRetryCount 0 -CheckpointPath a.jsonl -Shard 1/1 -ShardRoot . | Out-Null; "
            + "Import-ClarifaiCheckpoint a.jsonl -As Raw",
        "Invoke-ClarifaiPredict -Uri $picture -MaximumRetryCount 0 | Export-ClarifaiReport report.html -PassThru",
        "Invoke-ClarifaiPredict -Uri $picture -MaximumRetryCount 0 | Set-ClarifaiKeyword",
        "Find-ClarifaiSimilar -Uri $picture -Like $picture -MaximumRetryCount 0",
        "Find-ClarifaiSimilar -Uri $picture -MinSimilarity 0.5 -CheckpointPath answers.jsonl -MaximumRetryCount 0",
        "New-ClarifaiModel -Name own -Uri $picture -Concept cat -MaximumRetryCount 0",
        "Update-ClarifaiModel -Model own -Uri $picture -Concept cat -MaximumRetryCount 0",
        "Remove-ClarifaiModel own -IncludeExamples -Confirm:$false",
        "Invoke-ClarifaiWorkflow -Uri $picture -Workflow party -MaximumRetryCount 0",
        "Get-ClarifaiModel -Remote",
        "Get-ClarifaiModelVersion general",
        "Get-ClarifaiConcept general",
        "Measure-ClarifaiInput -Uri $picture, $video",
        "Measure-ClarifaiInput -Path missing.jpg, $picture",
        "Disconnect-Clarifai",
    ];

    public static TheoryData<string, string> Runs =>
        [.. from script in Scripts from reply in Replies.Keys select new TheoryDataRow<string, string>(script, reply)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Nothing_that_is_written_shows_them(string script, string reply)
    {
        Service.Data = _ => reply == "Nothing" ? "{}" :
            script.StartsWith("Find-", StringComparison.Ordinal) ? """{"embeddings":[{"vector":[1,0]}]}""" :
            """{"concepts":[{"id":"1","name":"cat","value":0.9}],"frames":[{"frame_info":{"index":0,"time":0},"data":{"concepts":[]}}]}""";
        Service.Reply = _ => Replies[reply]();
        Session.Set("picture", Picture);
        Session.Set("video", Video);
        Session.GoTo(Folder.FullPath);

        ScriptResult result = Session.Try(
            $$"""
            $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
            & { {{script}} } *>&1
            """);

        string written = Written([.. result.Output, .. result.Errors, .. new[] { result.Terminating }.OfType<ErrorRecord>()]);
        Assert.DoesNotContain("canary", written, StringComparison.Ordinal);
        Assert.All(
            Directory.GetFiles(Folder.FullPath),
            file => Assert.DoesNotContain("canary", File.ReadAllText(file), StringComparison.Ordinal));

        // The key did go out where something was asked, so that its absence here means something.
        Assert.All(Service.Requests, request => Assert.Equal($"Key {ModuleSession.Key}", request.Authorization));
    }

    [Fact]
    public void No_cmdlet_is_forgotten() =>
        Assert.All(
            Session.Run("Get-Command -Module Clarifai -CommandType Cmdlet").All("Name"),
            name => Assert.Contains(Scripts, script => script.Split(' ').Contains((string)name!)));

    private static string Written(IEnumerable<object> objects)
    {
        var text = new StringBuilder();
        foreach (object one in objects)
        {
            Write(text, one, depth: 5);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (inner is null or Delegate or System.Reflection.MemberInfo or Type)
        {
            return;
        }

        // The text of an object with a source names that.
        text.AppendLine(PSObject.AsPSObject(value!).Properties["Source"] is null ? inner.ToString() : "");
        if (inner is string || inner.GetType().IsPrimitive || depth == 0)
        {
            return;
        }

        if (inner is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Write(text, item, depth - 1);
            }

            return;
        }

        foreach (PSPropertyInfo property in PSObject.AsPSObject(value!).Properties
            .Where(property => property.IsGettable && !Own.Contains(property.Name)))
        {
            Write(text.Append(property.Name).Append('='), Get(property), depth - 1);
        }
    }

    private static object? Get(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            // Some properties of .NET's own objects throw where they do not apply.
            return null;
        }
    }
}
