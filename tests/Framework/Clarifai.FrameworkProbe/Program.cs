using System.Diagnostics;
using System.Globalization;
using System.Security;

namespace Clarifai.FrameworkProbe;

/// <summary>
/// Asks the service at an address about a file: FrameworkProbe.exe address file. Writes one line a concept, or the name of the error; then
/// the most memory that it took, in bytes. A line on standard input cancels.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var cancellation = new CancellationTokenSource();
        // A read of the console cannot be canceled: the thread ends with the process.
        var reading = new Thread(() =>
        {
            if (Console.ReadLine() is not null)
            {
                cancellation.Cancel();
            }
        })
        { IsBackground = true };
        reading.Start();

        using var key = new SecureString();
        foreach (char character in "probe-key")
        {
            key.AppendChar(character);
        }

        using var client = new ClarifaiClient(new ClarifaiClientOptions
        {
            BaseUri = ServiceAddress.Parse(arguments[0]),
            Credential = new ClarifaiCredential(CredentialKind.ApiKey, key),
        });
        try
        {
            PredictAnswer answer = await client.PredictAsync(
                ModelReference.Parse("general"),
                new PredictOptions(),
                [new IndexedInput(PredictInput.FromFile(arguments[1]), 0)],
                TimeSpan.FromSeconds(120),
                keepRaw: false,
                cancellation.Token).ConfigureAwait(false);
            foreach (Concept concept in answer.Outputs.Single()!.Concepts)
            {
                Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0}={1:R}", concept.Name, concept.Value));
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("canceled");
        }
        catch (ClarifaiException e)
        {
            Console.WriteLine(e.ErrorId);
        }

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
