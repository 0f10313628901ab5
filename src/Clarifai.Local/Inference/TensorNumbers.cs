using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Clarifai.Local.Inference;

/// <summary>Converts 32-bit floats to the numbers that a network accepts, and its outputs back to floats.</summary>
internal static class TensorNumbers
{
    public static bool AreTaken(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Float16 or TensorElementType.UInt8;

    public static bool AreGiven(TensorElementType type) => type is TensorElementType.Float or TensorElementType.Float16;

    /// <summary>Creates a tensor of numbers; the caller disposes it and does not change the numbers until then.</summary>
    /// <param name="numbers">The numbers. For integers they are rounded and clipped to 0 to 255.</param>
    /// <param name="type">A supported type.</param>
    /// <param name="shape">The tensor's shape.</param>
    public static OrtValue ToTensor(Memory<float> numbers, TensorElementType type, long[] shape)
    {
        if (type == TensorElementType.Float)
        {
            return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, numbers, shape);
        }

        var tensor = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, shape);
        Span<byte> content = tensor.GetTensorMutableRawData();
        if (type == TensorElementType.Float16)
        {
            TensorPrimitives.ConvertToHalf(numbers.Span, MemoryMarshal.Cast<byte, Half>(content));
        }
        else
        {
            for (int index = 0; index < content.Length; index++)
            {
                content[index] = (byte)Math.Clamp(MathF.Round(numbers.Span[index]), byte.MinValue, byte.MaxValue);
            }
        }

        return tensor;
    }

    /// <summary>The numbers of an output of a supported type.</summary>
    public static ReadOnlySpan<float> Of(OrtValue output)
    {
        if (output.GetTensorTypeAndShape().ElementDataType == TensorElementType.Float)
        {
            return output.GetTensorDataAsSpan<float>();
        }

        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<Float16, Half>(output.GetTensorDataAsSpan<Float16>());
        float[] numbers = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, numbers);
        return numbers;
    }
}
