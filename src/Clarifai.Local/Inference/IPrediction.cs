using System.Text.Json;

namespace Clarifai.Local.Inference;

/// <summary>A model's prediction for one input.</summary>
internal interface IPrediction
{
    /// <summary>Writes the members of an output's data object.</summary>
    void WriteData(Utf8JsonWriter json, OutputFilter filter);
}
