using System.Management.Automation;
using Microsoft.PowerShell;

// This checkout's module takes precedence over an installed one.
string?[] modulePath =
[
    Path.Combine(AppContext.BaseDirectory, "Modules"),
    ModuleIntrinsics.GetPSModulePath(ModuleIntrinsics.PSModulePathScope.User),
    Environment.GetEnvironmentVariable("PSModulePath"),
];
Environment.SetEnvironmentVariable(
    "PSModulePath", string.Join(Path.PathSeparator, modulePath.Where(folder => !string.IsNullOrEmpty(folder))));

// No data of a session leaves the machine.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");

string[] arguments = ["-NoProfile", .. args];
return UnmanagedPSEntry.Start(arguments, arguments.Length);
