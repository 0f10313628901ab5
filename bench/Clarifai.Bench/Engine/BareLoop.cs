using Clarifai.Local.Inference;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Clarifai.Bench.Engine;

/// <summary>
/// The references of the engine's row: ONNX Runtime on one prepared tensor, with one thread and without any decoding; and Skia's decoding
/// at an eighth of a JPEG's size and nothing else.
/// </summary>
internal static class BareLoop
{
    public static void Infer(InferenceSession session, RunOptions run, OrtValue tensor, int times)
    {
        string[] inputs = [.. session.InputMetadata.Keys];
        string[] outputs = [.. session.OutputMetadata.Keys];
        for (int time = 0; time < times; time++)
        {
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, inputs, [tensor], outputs);
        }
    }

    public static InferenceSession Open(ModelFolder folder)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        return new InferenceSession(folder.WeightsPath, options);
    }

    public static OrtValue PrepareTensor(ModelFolder folder)
    {
        PictureInput input = folder.Manifest.Input!;
        long[] shape = input.Layout == TensorLayout.Nchw ? [1, 3, input.Height, input.Width] : [1, input.Height, input.Width, 3];
        return OrtValue.CreateTensorValueFromMemory(new float[3 * input.Height * input.Width], shape);
    }

    public static void Decode(IReadOnlyList<byte[]> pictures, int times)
    {
        const float Eighth = 0.125f;
        for (int time = 0; time < times; time++)
        {
            using var data = SKData.CreateCopy(pictures[time % pictures.Count]);
            using var codec = SKCodec.Create(data);
            SKSizeI size = codec.GetScaledDimensions(Eighth);
            using var pixels = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
            if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success)
            {
                throw new InvalidOperationException("A photo of the bench cannot be decoded.");
            }
        }
    }
}
