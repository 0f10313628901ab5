using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Clarifai.PowerShell;

/// <summary>The connections of one runspace. Other runspaces, such as those of thread jobs, have their own.</summary>
internal sealed class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> ByRunspace = new();

    private readonly List<ClarifaiConnection> _made = [];
    private ClarifaiConnection? _default;
    private (EnvironmentSettings Settings, ClarifaiConnection Connection)? _fromEnvironment;

    /// <summary>The connections of the current thread's runspace.</summary>
    public static RunspaceConnections Current => ByRunspace.GetValue(Runspace.DefaultRunspace, Create);

    /// <summary>The default connection of cmdlets: the one made last, else the one configured by the environment.</summary>
    /// <returns>Null if there is neither.</returns>
    /// <exception cref="ClarifaiException">The environment configures an invalid connection.</exception>
    public ClarifaiConnection? Find()
    {
        if (Made is { } made)
        {
            return made;
        }

        if (EnvironmentSettings.Read() is not { } settings)
        {
            return null;
        }

        if (_fromEnvironment?.Settings != settings)
        {
            _fromEnvironment?.Connection.Close();
            _fromEnvironment = (settings, new ClarifaiConnection(settings.ToOptions()));
        }

        return _fromEnvironment?.Connection;
    }

    /// <summary>The connection that a command with these parameters would use, for completion; null if there is none.</summary>
    public static ClarifaiConnection? FindOpen(IDictionary parameters)
    {
        try
        {
            object? given = parameters["Connection"];
            ClarifaiConnection? connection =
                ((given as PSObject)?.BaseObject ?? given) as ClarifaiConnection ?? Current.Find();
            connection?.EnsureOpen();
            return connection;
        }
        catch (ClarifaiException)
        {
            // The command itself reports the error.
            return null;
        }
    }

    /// <summary>
    /// Makes a connection the default. The previous one stays open: scripts may have it in a variable. The engine beside it ends, and
    /// starts again when it is needed.
    /// </summary>
    public ClarifaiConnection Add(ClarifaiConnection connection)
    {
        if (_default != connection)
        {
            _default?.EngineBeside.End();
        }

        if (!_made.Contains(connection))
        {
            _made.Add(connection);
        }

        return _default = connection;
    }

    /// <summary>The open connection to a running engine of this program; null if there is none.</summary>
    public ClarifaiConnection? FindEngine(string program) =>
        _made.FindLast(made => made is { IsClosed: false, Engine: { IsRunning: true } engine } && engine.Program == program);

    /// <summary>Closes the default connection.</summary>
    /// <returns>False if there is none.</returns>
    public bool CloseDefault()
    {
        if (Made is { } made)
        {
            Close(made);
            return true;
        }

        bool isOpen = _fromEnvironment is not null;
        _fromEnvironment?.Connection.Close();
        _fromEnvironment = null;
        return isOpen;
    }

    public void Close(ClarifaiConnection connection)
    {
        connection.Close();
        _made.Remove(connection);
        if (ReferenceEquals(_default, connection))
        {
            _default = null;
        }
    }

    public void CloseAll()
    {
        foreach (ClarifaiConnection connection in _made.ToArray())
        {
            Close(connection);
        }

        _ = CloseDefault();
    }

    /// <summary>
    /// The default, if it was made by a command and not configured by the environment. Another runspace may have closed it.
    /// </summary>
    public ClarifaiConnection? Made => _default is { IsClosed: false } ? _default : null;

    private static RunspaceConnections Create(Runspace runspace)
    {
        var connections = new RunspaceConnections();
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
            {
                connections.CloseAll();
            }
        };
        return connections;
    }
}
