using System.Net.Sockets;

namespace Clarifai;

/// <summary>Recognizes that the process has reached its limit of open files and connections.</summary>
internal static class HandleShortage
{
    // The limits of the process and of the system, the same on every Unix; of the process on Windows.
    private static readonly int[] Codes = [24, 23, unchecked((int)0x80070004)];

    public static bool Is(Exception? e) => e switch
    {
        null => false,
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets } => true,
        IOException when Codes.Contains(e.HResult) => true,
        _ => Is(e.InnerException),
    };
}
