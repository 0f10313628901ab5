using System.Management.Automation.Language;

namespace Clarifai.PowerShell.Tests.Samples;

/// <summary>What holds for every script in the folder.</summary>
public sealed class SampleScriptTests
{
    public static TheoryData<string> Scripts =>
    [
        .. Directory.EnumerateFiles(SampleTest.Samples, "*.ps1", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(SampleTest.Samples, path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void It_is_strict_and_its_help_tells_every_parameter_and_shows_an_example(string script)
    {
        ScriptBlockAst parsed = Parser.ParseFile(Path.Combine(SampleTest.Samples, script), out _, out ParseError[] errors);
        Assert.Empty(errors);
        Assert.Contains("Set-StrictMode -Version 3.0", parsed.Extent.Text, StringComparison.Ordinal);
        var function = parsed.Find(ast => ast is FunctionDefinitionAst, searchNestedScriptBlocks: false) as FunctionDefinitionAst;
        (ParamBlockAst parameters, CommentHelpInfo help) = parsed.ParamBlock is { } own
            ? (own, parsed.GetHelpContent())
            : (function!.Body.ParamBlock, function.GetHelpContent());
        Assert.NotNull(help);
        Assert.NotEmpty(help.Synopsis);
        Assert.NotEmpty(help.Examples);
        Assert.Equal(
            parameters.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath.ToUpperInvariant()).Order(),
            help.Parameters.Keys.Select(name => name.ToUpperInvariant()).Order());
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void It_is_in_the_readme(string script) =>
        Assert.Contains(
            $"`{Path.GetFileName(script)}`",
            File.ReadAllText(Path.Combine(SampleTest.Samples, Path.GetDirectoryName(script)!, "README.md")),
            StringComparison.Ordinal);
}
