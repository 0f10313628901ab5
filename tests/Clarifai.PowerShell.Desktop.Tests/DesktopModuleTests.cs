using System.Management.Automation;
using System.Reflection;
using System.Runtime.Versioning;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests;

/// <summary>These tests are about the assemblies they are meant to be about.</summary>
public sealed class DesktopModuleTests
{
    [Fact]
    public void The_cmdlets_under_test_are_those_of_the_desktop_edition()
    {
        using var session = new ModuleSession();
        var command = (CmdletInfo)Assert.Single(session.Run("Get-Command Invoke-ClarifaiPredict").Output).BaseObject;

        Assert.Equal(
            ".NETStandard,Version=v2.0",
            command.ImplementingType.Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
    }
}
