namespace Clarifai.Tests;

/// <summary>The client has ended a connection in the middle of a request.</summary>
internal sealed class ClientLeftException : IOException
{
    public ClientLeftException()
        : base("The client has left.")
    {
    }
}
