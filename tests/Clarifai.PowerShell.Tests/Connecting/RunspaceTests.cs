using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Connecting;

/// <summary>A connection belongs to the runspace in which it was made; as an object it goes wherever the process goes.</summary>
public sealed class RunspaceTests : ConnectedTest
{
    [Fact]
    public void Another_runspace_has_no_connection()
    {
        using var other = new ModuleSession();

        Assert.Empty(other.Run("Get-ClarifaiConnection").Output);
        Assert.Single(Session.Run("Get-ClarifaiConnection").Output);
    }

    [Fact]
    public void A_connection_works_in_another_runspace()
    {
        using var other = new ModuleSession();
        other.Set("connection", Session.Run("Get-ClarifaiConnection").Output[0]);

        ScriptResult predicted = other.Run("Invoke-ClarifaiPredict https://example.com/a.jpg -Connection $connection");
        ScriptResult tested = other.Run("Test-ClarifaiConnection -Connection $connection");

        Assert.Equal(["https://example.com/a.jpg"], predicted.Sources);
        Assert.Equal(true, Assert.Single(tested.Output).BaseObject);
        Assert.Empty(other.Run("Get-ClarifaiConnection").Output);
    }

    [Fact]
    public void Closing_another_runspace_leaves_this_ones_connection()
    {
        new ModuleSession().Dispose();

        Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Single(Service.Requests);
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict https://example.com/a.jpg -Connection $copy")]
    [InlineData("Test-ClarifaiConnection -Connection $copy")]
    [InlineData("Disconnect-Clarifai -Connection $copy")]
    public void A_copy_that_went_through_a_job_says_why_it_is_none(string script)
    {
        Session.Set("copy", PSSerializer.Deserialize(PSSerializer.Serialize(Session.Run("Get-ClarifaiConnection").Output[0])));

        ScriptResult result = Session.Try(script);

        Assert.Equal("ParameterArgumentTransformationError", result.Terminating!.Id());
        Assert.Contains(
            "This is only a copy of a connection: the key and the engine are not available in other processes. "
            + "Connect inside the job or session.",
            result.Terminating!.Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void Removing_the_module_closes_its_connections()
    {
        Session.Set("manifest", ModuleRunspace.Manifest);

        ScriptResult result = Session.Try("""
            $connection = Get-ClarifaiConnection
            Remove-Module Clarifai
            Import-Module $manifest
            Get-ClarifaiConnection
            Invoke-ClarifaiPredict https://example.com/a.jpg -Connection $connection
            """);

        Assert.Empty(result.Output);
        Assert.Empty(Service.Requests);
        Assert.Equal("NotConnected", result.Terminating?.Id());
    }

    [Fact]
    public void A_connection_that_was_disconnected_says_so_when_it_is_used()
    {
        ScriptResult result = Session.Try("""
            $connection = Get-ClarifaiConnection
            Disconnect-Clarifai
            Invoke-ClarifaiPredict https://example.com/a.jpg -Connection $connection
            """);

        Assert.Equal("NotConnected", result.Terminating?.Id());
        Assert.Equal("This connection has been closed. Connect again: Connect-Clarifai.", result.Terminating!.Exception.Message);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_connection_that_another_runspace_closed_is_forgotten_here_too()
    {
        using var other = new ModuleSession();
        other.Set("connection", Session.Run("Get-ClarifaiConnection").Output[0]);

        other.Run("Disconnect-Clarifai -Connection $connection");

        Assert.Empty(Session.Run("Get-ClarifaiConnection").Output);
    }
}
