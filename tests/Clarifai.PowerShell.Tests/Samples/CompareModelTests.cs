using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Samples;

public sealed class CompareModelTests : SampleTest
{
    [Fact]
    public void The_largest_difference_comes_first_and_a_missing_value_counts_as_nothing()
    {
        Service.Reply = request => StubReply.Outputs(request, _ => 10000, _ => request.Path.Contains("my-model", StringComparison.Ordinal)
            ? Concepts(("cat", 0.5), ("fur", 0.75))
            : Concepts(("cat", 0.75), ("sky", 0.05)));
        string picture = Photo("a.jpg");
        string page = Folder.PathOf("compare.html");

        ScriptResult result = Session.Run($"./Compare-Model.ps1 '{Photos}' general, my-model -Report '{page}'");

        Assert.Equal(["fur", "cat"], result.Names);
        Assert.Equal([picture, picture], result.Sources);
        Assert.Equal([null, 0.75], result.All("general"));
        Assert.Equal([0.75, 0.5], result.All("my-model"));
        Assert.Equal([0.75, 0.25], result.All("Difference"));
        Assert.Contains("general and my-model", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void One_model_is_none_to_compare_with() =>
        Assert.IsAssignableFrom<ParameterBindingException>(
            Session.Try($"./Compare-Model.ps1 '{Photos}' general").Terminating?.Exception);
}
