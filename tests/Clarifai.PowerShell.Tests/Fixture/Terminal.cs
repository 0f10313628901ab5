using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>A program in a terminal of its own: what it shows, and a keyboard. A pseudo-terminal of Linux.</summary>
internal sealed partial class Terminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NotOurTerminal = 0x100;
    private const int CloseOnExec = 0x80000;
    private const short NewSession = 0x80;
    private const nuint SetWindowSize = 0x5414;

    // The structures of posix_spawn are smaller than this in every C library.
    private const int StructureSize = 512;

    private readonly FileStream _master;
    private readonly int _processId;
    private readonly Lock _gate = new();
    private readonly StringBuilder _shown = new();
    private int _seen;
    private bool _hasEnded;
    private TaskCompletionSource _more = NewSignal();

    private Terminal(FileStream master, int processId)
    {
        _master = master;
        _processId = processId;
        _ = Task.Run(ReadAsync);
    }

    public static Terminal Open(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The tests open pseudo-terminals of Linux only.");
        int master = OpenMaster(ReadWrite | NotOurTerminal | CloseOnExec);
        Assert.NotEqual(-1, master);
        var stream = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
        byte[] name = new byte[64];
        Check(Grant(master));
        Check(Unlock(master));
        Check(NameOfSlave(master, name, name.Length));
        Check(Control(master, SetWindowSize, [50, 120, 0, 0]));
        string slave = Encoding.UTF8.GetString(name).TrimEnd('\0');

        // The leader of a new session gets the first terminal that it opens for its own: Ctrl+C at this keyboard reaches it.
        byte[] actions = new byte[StructureSize];
        byte[] attributes = new byte[StructureSize];
        Check(InitializeActions(actions));
        Check(AddOpen(actions, 0, slave, ReadWrite, 0));
        Check(AddDuplicate(actions, 0, 1));
        Check(AddDuplicate(actions, 0, 2));
        Check(InitializeAttributes(attributes));
        Check(SetFlags(attributes, NewSession));
        Check(Spawn(out int processId, program, actions, attributes, [program, .. arguments, null], [.. Variables(environment), null]));
        Check(DestroyActions(actions));
        Check(DestroyAttributes(attributes));
        return new Terminal(stream, processId);
    }

    public void Type(string keys) => _master.Write(Encoding.UTF8.GetBytes(keys));

    /// <summary>Waits for a text that comes after what was waited for before. Colors and movements are left out of what is shown.</summary>
    public async Task ShowsAsync(string text)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                string shown = EscapeSequence().Replace(_shown.ToString(), "");
                int at = shown.IndexOf(text, _seen, StringComparison.Ordinal);
                if (at >= 0)
                {
                    _seen = at + text.Length;
                    return;
                }

                more = _more.Task;
            }

            await more.MustEnd();
        }
    }

    /// <summary>Waits for the end of the program, and returns its exit code.</summary>
    public async Task<int> EndAsync()
    {
        (int id, int status) = await Task.Run(() => (WaitFor(_processId, out int ended, 0), ended)).MustEnd();
        Assert.Equal(_processId, id);
        _hasEnded = true;
        Assert.Equal(0, status & 0x7F);
        return status >> 8;
    }

    public void Dispose()
    {
        if (!_hasEnded)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(_shown.ToString());
            using var process = Process.GetProcessById(_processId);
            process.Kill(entireProcessTree: true);
        }

        _master.Dispose();
    }

    private async Task ReadAsync()
    {
        byte[] bytes = new byte[4096];
        char[] characters = new char[bytes.Length];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        try
        {
            while (true)
            {
                int count = decoder.GetChars(bytes, 0, await _master.ReadAsync(bytes), characters, 0);
                string text = new(characters, 0, count);
                lock (_gate)
                {
                    _shown.Append(text);
                    _more.SetResult();
                    _more = NewSignal();
                }

                // Where is the cursor? A terminal answers: top left will do.
                if (text.Contains("\e[6n", StringComparison.Ordinal))
                {
                    Type("\e[1;1R");
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The program has ended, or the test.
            lock (_gate)
            {
                _more.SetException(new EndOfStreamException($"Nothing more came after: {_shown}", e));
            }
        }
    }

    private static IEnumerable<string> Variables(IReadOnlyDictionary<string, string> changes) =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!)
            .Where(variable => !changes.ContainsKey(variable.Key))
            .Concat(changes)
            .Select(variable => $"{variable.Key}={variable.Value}");

    private static void Check(int result) => Assert.Equal(0, result);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [GeneratedRegex(@"\e\[[0-9;?>=]*[A-Za-z]|\e[=>]|\e\][^\a]*\a")]
    private static partial Regex EscapeSequence();

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int master);

    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    private static partial int NameOfSlave(int master, byte[] name, nint size);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int master, nuint request, ushort[] size);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitializeActions(byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(byte[] actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte[] actions, int descriptor, int copy);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int InitializeAttributes(byte[] attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(byte[] attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int DestroyAttributes(byte[] attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(
        out int processId, string path, byte[] actions, byte[] attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static partial int WaitFor(int processId, out int status, int options);
}
