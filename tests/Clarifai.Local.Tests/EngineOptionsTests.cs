using Clarifai.Local.Hosting;

namespace Clarifai.Local.Tests;

public sealed class EngineOptionsTests
{
    [Fact]
    public void Without_arguments_the_system_chooses_the_port() => Assert.Equal(new EngineOptions(), EngineOptions.Parse([]));

    [Fact]
    public void Options_are_read()
    {
        var options = EngineOptions.Parse(["--verbose", "--port", "8123"]);

        Assert.Equal((8123, true, false, false), (options.Port, options.Verbose, options.ShowHelp, options.ShowVersion));
        Assert.True(EngineOptions.Parse(["--help"]).ShowHelp);
        Assert.True(EngineOptions.Parse(["--version"]).ShowVersion);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "65536")]
    [InlineData("--prot", "1")]
    [InlineData("8080")]
    public void What_is_wrong_is_said(params string[] arguments) => Assert.Throws<FormatException>(() => EngineOptions.Parse(arguments));
}
