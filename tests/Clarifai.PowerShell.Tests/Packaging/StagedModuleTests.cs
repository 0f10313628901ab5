using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Packaging;

/// <summary>What is in the module that people import, and what it exports.</summary>
public sealed class StagedModuleTests : IDisposable
{
    private static readonly string Root = Path.GetDirectoryName(ModuleRunspace.Manifest)!;

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Core_ships_our_two_assemblies_and_nothing_else() =>
        Assert.Equal(["Clarifai.PowerShell.dll", "Clarifai.Predict.dll"], FilesIn("bin/core"));

    [Fact]
    public void Desktop_ships_our_two_assemblies_and_the_closure_of_System_Text_Json() =>
        Assert.Equal(
            [
                "Clarifai.PowerShell.dll",
                "Clarifai.Predict.dll",
                "Microsoft.Bcl.AsyncInterfaces.dll",
                "System.Buffers.dll",
                "System.Memory.dll",
                "System.Numerics.Vectors.dll",
                "System.Runtime.CompilerServices.Unsafe.dll",
                "System.Text.Encodings.Web.dll",
                "System.Text.Json.dll",
                "System.Threading.Tasks.Extensions.dll",
            ],
            FilesIn("bin/desktop"));

    [Fact]
    public void The_root_holds_the_manifest_its_format_and_type_files_and_the_license() =>
        Assert.Equal(["Clarifai.Format.ps1xml", "Clarifai.Types.ps1xml", "Clarifai.psd1", "LICENSE"], FilesIn("."));

    [Fact]
    public void The_help_is_where_Get_Help_looks_for_it() => Assert.Equal(
        [
            "Clarifai.PowerShell.dll-Help.xml", "about_Clarifai.help.txt", "about_Clarifai_Errors.help.txt",
            "about_Clarifai_Models.help.txt",
        ],
        FilesIn("en-US"));

    [Fact]
    public void The_folders_are_the_assemblies_the_help_and_a_packed_engine()
    {
        Assert.Equal(["core", "desktop"], FoldersIn("bin"));
        Assert.Empty(FoldersIn(".").Except(["bin", "en-US", "local"]));
    }

    [Fact]
    public void The_folders_name_is_the_version() => Assert.Equal(Path.GetFileName(Root), Manifest()["ModuleVersion"]);

    [Fact]
    public void The_manifest_is_for_both_editions_and_names_no_module_that_must_be_there()
    {
        Hashtable manifest = Manifest();

        Assert.Equal("bin/core/Clarifai.PowerShell.dll", manifest["RootModule"]);
        Assert.Equal("5.1", manifest["PowerShellVersion"]);
        Assert.Equal(["Core", "Desktop"], Texts(manifest["CompatiblePSEditions"]));
        Assert.Equal("4.7.2", manifest["DotNetFrameworkVersion"]);
        Assert.Equal("6f5d1f0e-5d0c-4a55-9c0d-9b6f6f1f2a57", manifest["GUID"]);
        Assert.NotEmpty((string)manifest["Description"]!);
        Assert.False(manifest.ContainsKey("RequiredModules"));
        Assert.False(manifest.ContainsKey("RequiredAssemblies"));
    }

    [Fact]
    public void Nothing_is_exported_by_a_wildcard()
    {
        Hashtable manifest = Manifest();

        foreach (string list in (string[])["FunctionsToExport", "CmdletsToExport", "VariablesToExport", "AliasesToExport"])
        {
            Assert.DoesNotContain(Texts(manifest[list]), name => name.Contains('*', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_module_exports_exactly_what_the_manifest_lists()
    {
        var module = (PSModuleInfo)Assert.Single(_session.Run("Get-Module Clarifai").Output).BaseObject;
        Hashtable manifest = Manifest();

        Assert.Equal(Texts(manifest["CmdletsToExport"]).Order(), module.ExportedCmdlets.Keys.Order());
        Assert.Equal(Texts(manifest["AliasesToExport"]).Order(), module.ExportedAliases.Keys.Order());
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedVariables);
    }

    [Fact]
    public void Every_cmdlet_of_the_assembly_is_exported() =>
        Assert.Equal(
            Texts(Manifest()["CmdletsToExport"]).Order(),
            CmdletClasses().Select(type => Cmdlet(type)).Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}").Order());

    [Fact]
    public void Every_cmdlet_is_a_public_sealed_class_that_is_named_as_part_of_its_error_ids() =>
        Assert.All(CmdletClasses(), type =>
        {
            Assert.True(type is { IsPublic: true, IsSealed: true });
            Assert.Equal($"Clarifai.PowerShell.Commands.{Cmdlet(type).VerbName}{Cmdlet(type).NounName}Command", type.FullName);
        });

    [Fact]
    public void Every_cmdlet_declares_what_it_emits() =>
        Assert.All(CmdletClasses(), type => Assert.True(type.IsDefined(typeof(OutputTypeAttribute), inherit: false), type.Name));

    [Fact]
    public void Every_cmdlets_noun_is_the_products() =>
        Assert.All(CmdletClasses(), type => Assert.StartsWith("Clarifai", Cmdlet(type).NounName, StringComparison.Ordinal));

    [Fact]
    public void Importing_warns_of_nothing_such_as_verbs_that_are_not_approved()
    {
        _session.Set("manifest", ModuleRunspace.Manifest);

        Assert.Empty(_session.Run("Import-Module $manifest -Force").Warnings);
    }

    [Fact]
    public void The_module_can_be_imported_again_and_again()
    {
        _session.Set("manifest", ModuleRunspace.Manifest);

        ScriptResult result = _session.Run(
            "1..2 | ForEach-Object { Import-Module $manifest -Force; (Get-Command -Module Clarifai).Count }");

        int cmdlets = Texts(Manifest()["CmdletsToExport"]).Count();
        int aliases = Texts(Manifest()["AliasesToExport"]).Count();
        Assert.Equal([cmdlets + aliases, cmdlets + aliases], result.Output.Select(count => count.BaseObject));
    }

    [Fact]
    public void Importing_asks_for_neither_the_client_nor_the_HTTP_nor_the_JSON_library()
    {
        // PowerShell has loaded the libraries itself: what counts is what the module asks for.
        var context = new RecordingContext();
        _session.Set("assembly", context.LoadFromAssemblyPath(Path.Combine(Root, "bin", "core", "Clarifai.PowerShell.dll")));

        _session.Run("Remove-Module Clarifai; Import-Module -Assembly $assembly");

        Assert.Contains("System.Management.Automation", context.Asked);
        Assert.Empty(context.Asked.Intersect(["Clarifai.Predict", "System.Net.Http", "System.Text.Json"]));
    }

    private sealed class RecordingContext : AssemblyLoadContext
    {
        public ConcurrentBag<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Asked.Add(assemblyName.Name!);
            return null;
        }
    }

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> FoldersIn(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(Root, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(object? list) => ((object[])list!).Select(item => item.ToString()!);

    private static CmdletAttribute Cmdlet(Type type) => type.GetCustomAttribute<CmdletAttribute>(inherit: false)!;

    private Hashtable Manifest()
    {
        _session.Set("text", File.ReadAllText(ModuleRunspace.Manifest));
        return (Hashtable)Assert.Single(_session.Run("& ([scriptblock]::Create($text))").Output).BaseObject;
    }

    private Type[] CmdletClasses()
    {
        var command = (CmdletInfo)Assert.Single(_session.Run("Get-Command Invoke-ClarifaiPredict").Output).BaseObject;
        return [.. command.ImplementingType.Assembly.GetTypes().Where(type => type.IsDefined(typeof(CmdletAttribute), inherit: false))];
    }
}
