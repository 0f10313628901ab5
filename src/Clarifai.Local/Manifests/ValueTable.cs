using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clarifai.Local.Manifests;

/// <summary>
/// A piecewise linear map from a number to a value from 0 to 1: in JSON, the input numbers, ascending, and the output values. It is
/// constant before the first and after the last point.
/// </summary>
[JsonConverter(typeof(Reader))]
internal sealed class ValueTable
{
    private readonly double[] _from;
    private readonly double[] _to;

    /// <exception cref="ArgumentException">The numbers are not valid points.</exception>
    public ValueTable(double[] from, double[] to)
    {
        if (from.Length == 0
            || from.Length != to.Length
            || from.Zip(from.Skip(1)).Any(pair => !(pair.First < pair.Second))
            || to.Any(value => value is not (>= 0 and <= 1)))
        {
            throw new ArgumentException("it requires as many ascending input numbers as output values from 0 to 1.", nameof(from));
        }

        _from = from;
        _to = to;
    }

    public double this[double value]
    {
        get
        {
            int next = 0;
            while (next < _from.Length && value >= _from[next])
            {
                next++;
            }

            if (next == 0 || next == _from.Length)
            {
                return next == 0 ? _to[0] : _to[^1];
            }

            double share = (value - _from[next - 1]) / (_from[next] - _from[next - 1]);
            return _to[next - 1] + (share * (_to[next] - _to[next - 1]));
        }
    }

    internal sealed class Reader : JsonConverter<ValueTable>
    {
        private const string Shape =
            "it must be two lists of equal length: ascending input numbers, and output values from 0 to 1.";

        public override ValueTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Expect(reader.TokenType == JsonTokenType.StartArray);
            double[] from = ReadNumbers(ref reader);
            double[] to = ReadNumbers(ref reader);
            Expect(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
            try
            {
                return new ValueTable(from, to);
            }
            catch (ArgumentException wrong)
            {
                throw new JsonException(Shape, wrong);
            }
        }

        public override void Write(Utf8JsonWriter writer, ValueTable value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (double[] numbers in (double[][])[value._from, value._to])
            {
                writer.WriteStartArray();
                foreach (double number in numbers)
                {
                    writer.WriteNumberValue(number);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        private static double[] ReadNumbers(ref Utf8JsonReader reader)
        {
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartArray);
            List<double> numbers = [];
            while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            {
                numbers.Add(reader.GetDouble());
            }

            Expect(reader.TokenType == JsonTokenType.EndArray);
            return [.. numbers];
        }

        private static void Expect(bool holds)
        {
            if (!holds)
            {
                throw new JsonException(Shape);
            }
        }
    }
}
