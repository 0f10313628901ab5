using System.Net.Sockets;

namespace Clarifai;

/// <summary>Tells that the process has as many files and connections open as it may.</summary>
internal static class HandleShortage
{
    // Of the process and of the system, the same on every Unix; of the process on Windows.
    private static readonly int[] Codes = [24, 23, unchecked((int)0x80070004)];

    public static bool Is(Exception? e) => e switch
    {
        null => false,
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets } => true,
        IOException when Codes.Contains(e.HResult) => true,
        _ => Is(e.InnerException),
    };
}
