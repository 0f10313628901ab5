using System.Management.Automation;
using System.Net;
using System.Security;

namespace Clarifai.PowerShell.Commands;

/// <summary>Sets this runspace's connection: to the service with a key or token, or to a local engine that it starts.</summary>
[Cmdlet(VerbsCommunications.Connect, "Clarifai", DefaultParameterSetName = KeySet)]
[OutputType(typeof(ClarifaiConnection))]
public sealed class ConnectClarifaiCommand : ClarifaiCommand
{
    private const string KeySet = "ApiKey";
    private const string TokenSet = "PersonalAccessToken";
    private const string LocalSet = "Local";

    /// <summary>The key of an app, as returned by Read-Host -AsSecureString or Get-Secret.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = KeySet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public SecureString? ApiKey { get; set; }

    /// <summary>A personal access token, as returned by Read-Host -AsSecureString or Get-Secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    public SecureString? PersonalAccessToken { get; set; }

    /// <summary>Starts the local engine and connects to it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LocalSet)]
    public SwitchParameter Local { get; set; }

    /// <summary>The path of the local engine's program, or of its folder; by default it is searched for.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string? EnginePath { get; set; }

    /// <summary>The owner of models given without one.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? UserId { get; set; }

    /// <summary>The app of models given without an owner.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? AppId { get; set; }

    /// <summary>The service's address, with or without https:// and /v2. Default: https://api.clarifai.com.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet)]
    [ValidateNotNullOrEmpty]
    public string? BaseUri { get; set; }

    /// <summary>The service's limits: the current ones or those of 2019. Default: Current.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet)]
    [ValidateSet("Current", "2019")]
    public string ServiceLimit { get; set; } = "Current";

    /// <summary>Allows sending the key unencrypted, over plain http, to another machine.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet)]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>The most requests per second, shared by everything that uses the connection. Default: no limit.</summary>
    [Parameter]
    [ValidateRange(0.01, 10000.0)]
    public double? MaximumRequestsPerSecond { get; set; }

    /// <summary>The URL of a proxy. Default: the system's.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet)]
    [ValidateNotNull]
    [ValidateProxy]
    public Uri? Proxy { get; set; }

    /// <summary>The credential for the proxy.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses the current user's credentials for the proxy.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet)]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy, regardless of the system's settings.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Emits the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if ((NoProxy && (Proxy is not null || ProxyCredential is not null || ProxyUseDefaultCredentials))
            || (ProxyUseDefaultCredentials && ProxyCredential is not null))
        {
            RefuseArguments(
                "ProxyParametersConflict",
                "-NoProxy cannot be combined with other proxy parameters, nor -ProxyCredential with -ProxyUseDefaultCredentials.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ClarifaiConnection connection = OrTerminate(() => Local
            ? new LocalConnector(this).Connect(EnginePath, MaximumRequestsPerSecond)
            : RunspaceConnections.Current.Add(new ClarifaiConnection(Options())));
        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    private ClarifaiClientOptions Options() => new()
    {
        Credential = new ClarifaiCredential(
            ApiKey is null ? CredentialKind.PersonalAccessToken : CredentialKind.ApiKey, ApiKey ?? PersonalAccessToken!),
        BaseUri = BaseUri is null ? ServiceAddress.Default : ServiceAddress.Parse(BaseUri),
        UserId = UserId,
        AppId = AppId,
        Limits = ServiceLimit == "2019" ? ServiceLimits.Year2019 : ServiceLimits.Current,
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
        MaximumRequestsPerSecond = MaximumRequestsPerSecond,
        Proxy = NoProxy ? ProxyOptions.None : new ProxyOptions { Address = Proxy, Credentials = ProxyCredentials() },
    };

    private ICredentials? ProxyCredentials() =>
        ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : ProxyCredential?.GetNetworkCredential();
}
