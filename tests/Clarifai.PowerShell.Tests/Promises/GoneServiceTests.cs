using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>A service that is gone ends the run, and one that is away for a moment does not.</summary>
public sealed class GoneServiceTests : PromiseTest
{
    private const string Predict = $"$input | Invoke-ClarifaiPredict {OneByOne} -MaximumRetryCount 0";

    [Fact]
    public void A_short_drop_of_the_network_ends_nothing_however_many_requests_it_costs()
    {
        Service.Answer = request =>
            Service.Requests.Count <= 12 ? RawReply.Nothing(RawEnd.Reset) : RawReply.Echo(request);
        string[] pictures = [.. Enumerable.Range(1, 14).Select(i => Folder.Picture($"{i}.jpg"))];

        ScriptResult result = Session.Try(Predict, [.. pictures]);

        Assert.Null(result.Terminating?.ToString());
        Assert.Equal(Enumerable.Repeat("ConnectionFailed", 12), result.Errors.Select(error => error.Id()));
        Assert.Equal(pictures[..12], result.Errors.Select(error => error.TargetObject));
        Assert.Equal(["13", "14"], result.Names);
    }

    [Fact]
    public async Task A_service_that_was_never_there_costs_a_few_inputs_each_its_error()
    {
        await Service.EndAsync();

        ScriptResult result = Session.Try(Predict, SampleFile.Pictures("1", "2", "3", "4", "5", "6", "7"));

        Assert.Null(result.Terminating?.ToString());
        Assert.Equal(Enumerable.Repeat("ConnectionFailed", 7), result.Errors.Select(error => error.Id()));
    }

    [Fact]
    public void A_key_that_is_not_taken_ends_the_run_at_once()
    {
        Service.Answer = _ => RawReply.Status(401, 11009);

        ScriptResult result = Session.Try(Predict, SampleFile.Pictures("1", "2", "3"));

        Assert.Equal(("NotAuthenticated", ErrorCategory.AuthenticationError), result.Terminating!.Kind());
        Assert.Equal(["1"], Service.Captions);
    }

    [Fact]
    public void The_help_on_errors_has_the_id_among_those_that_end_the_run()
    {
        string help = Session.Run("Get-Help about_Clarifai_Errors | Out-String").Output[0].ToString();

        string ending = help[help.IndexOf("THAT END THE RUN", StringComparison.Ordinal)..];
        Assert.Contains("ConnectionLost (ConnectionError)", ending, StringComparison.Ordinal);
    }
}
