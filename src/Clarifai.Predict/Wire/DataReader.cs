using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Reads the data of an output, or of one frame in it. Its keys determine the content, never the model's name or type; unknown keys are
/// skipped.
/// </summary>
internal sealed class DataReader(AnswerOrigin origin, int capacity = 0)
{
    private static readonly long MaximumTimeMs = (long)TimeSpan.MaxValue.TotalMilliseconds;

    private readonly List<Observation> _observations = new(capacity);
    private List<Region>? _regions;
    private List<VideoFrame>? _frames;
    private List<string>? _unreadKeys;

    /// <summary>The observations in the order of the answer, each once.</summary>
    public IReadOnlyList<Observation> Observations => _observations;

    public AnswerList<Region> Regions => _regions is null ? AnswerList<Region>.None : new(_regions);

    public AnswerList<VideoFrame> Frames => _frames is null ? AnswerList<VideoFrame>.None : new(_frames);

    /// <summary>The keys whose kind of data is not supported here.</summary>
    public IReadOnlyList<string> UnreadKeys => _unreadKeys ?? [];

    /// <summary>Adds a concept of the whole image.</summary>
    public void Add(in ConceptFields concept) => _observations.Add(Observe(concept, outline: null));

    public void Read(JsonElement data, RegionOutline? outline = null)
    {
        if (data.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        int first = _observations.Count;
        bool isWhole = outline is null;
        JsonElement face = default;
        foreach (JsonProperty fact in data.EnumerateObject())
        {
            if (fact.NameEquals("concepts"u8))
            {
                ReadConcepts(fact.Value, outline);
            }
            else if (fact.NameEquals("regions"u8))
            {
                ReadRegions(fact.Value);
            }
            else if (fact.NameEquals("embeddings"u8))
            {
                ReadEmbeddings(fact.Value, outline);
            }
            else if (fact.NameEquals("focus"u8))
            {
                ReadFocus(fact.Value, outline);
            }
            else if (fact.NameEquals("text"u8))
            {
                ReadText(fact.Value, outline);
            }
            else if (fact.NameEquals("face"u8))
            {
                face = fact.Value;
            }
            else if (isWhole && fact.NameEquals("colors"u8))
            {
                _observations.AddRange(fact.Value.Objects().Select(ReadColor));
            }
            else if (isWhole && fact.NameEquals("clusters"u8))
            {
                _observations.AddRange(fact.Value.Objects().Select(ReadCluster));
            }
            else if (isWhole && origin.Frame is null && fact.NameEquals("frames"u8))
            {
                ReadFrames(fact.Value);
            }
            else if (isWhole && !IsEmpty(fact.Value))
            {
                (_unreadKeys ??= []).Add(fact.Name);
            }
        }

        // Last, because transitional answers contain the same in the new format as well.
        ReadFace(face, outline, first);
    }

    private void ReadConcepts(JsonElement concepts, RegionOutline? outline)
    {
        if (_observations.Count == 0 && concepts.ValueKind is JsonValueKind.Array)
        {
            _observations.Capacity = concepts.GetArrayLength();
        }

        foreach (JsonElement item in concepts.Objects())
        {
            _observations.Add(Observe(ReadConcept(item, outline), outline));
        }
    }

    // Some detectors report only the confidence of the region.
    private static ConceptFields ReadConcept(JsonElement item, RegionOutline? outline) => ConceptFields.Of(
        item.FindText("id"u8),
        item.FindText("name"u8),
        item.Find("value"u8).AsNumber() ?? outline?.Value,
        item.FindText("app_id"u8),
        item.FindText("vocab_id"u8));

    private Observation Observe(in ConceptFields fields, RegionOutline? outline) => outline switch
    {
        { Mask: { } mask } => new Mask(origin, outline, mask, fields),
        null => new Concept(origin, fields),
        _ => new RegionConcept(origin, outline, fields),
    };

    // Until 2020, faces had a separate object: an identity, or an age, a gender and so on, each with its concepts.
    private void ReadFace(JsonElement face, RegionOutline? outline, int first)
    {
        if (face.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        var known = new HashSet<(string?, string?)>(_observations.Skip(first).OfType<Concept>().SelectMany(
            concept => new[] { ((string?)concept.Id, concept.Vocabulary), (concept.Name, concept.Vocabulary) }));
        foreach (JsonProperty part in face.EnumerateObject())
        {
            bool isIdentity = part.NameEquals("identity"u8);
            if (!isIdentity && !part.Name.EndsWith("_appearance", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (JsonElement item in part.Value.Find("concepts"u8).Objects())
            {
                ConceptFields fields = ReadConcept(item, outline) with { Vocabulary = isIdentity ? null : part.Name };
                if (!new[] { fields.Id, fields.Name }.Any(
                    key => key is not null && (known.Contains((key, part.Name)) || known.Contains((key, null)))))
                {
                    _observations.Add(Observe(fields, outline));
                }
            }
        }
    }

    private void ReadRegions(JsonElement regions)
    {
        foreach (JsonElement item in regions.Objects())
        {
            RegionOutline outline = RegionReader.Read(item);
            var region = new Region(origin, outline);
            (_regions ??= []).Add(region);
            int first = _observations.Count;
            Read(item.Find("data"u8), outline);
            if (_observations.Count == first)
            {
                // The answer contains nothing but its presence.
                _observations.Add(outline.Mask is null ? region : Observe(new ConceptFields("", outline.Value ?? 0), outline));
            }
        }
    }

    private void ReadFrames(JsonElement frames)
    {
        foreach (JsonElement item in frames.Objects())
        {
            JsonElement info = item.Find("frame_info"u8);
            long index = info.FindInteger("index"u8);
            long time = info.FindInteger("time"u8);
            AnswerOrigin placed = origin.At(
                new PlacedFrame(index is > 0 and <= int.MaxValue ? (int)index : 0, time > 0 && time <= MaximumTimeMs ? time : 0));
            var reader = new DataReader(placed);
            reader.Read(item.Find("data"u8));
            _observations.AddRange(reader._observations);
            (_frames ??= []).Add(new VideoFrame(placed, reader.Observations, reader.Regions));
        }
    }

    private Color ReadColor(JsonElement color) => new(origin)
    {
        Hex = color.FindText("raw_hex"u8),
        Name = color.Find("w3c"u8).FindText("name"u8),
        W3CHex = color.Find("w3c"u8).FindText("hex"u8),
        Value = color.FindNumber("value"u8),
    };

    private Cluster ReadCluster(JsonElement cluster) => new(origin)
    {
        Id = cluster.FindText("id"u8),
        Size = cluster.FindInteger("count"u8),
        Score = cluster.FindNumber("score"u8),
        Projection = ReadVector(cluster.Find("projection"u8)),
    };

    private void ReadEmbeddings(JsonElement embeddings, RegionOutline? outline) => _observations.AddRange(
        embeddings.Objects()
            .Select(item => ReadVector(item.Find("vector"u8)))
            .Where(vector => vector.Count > 0)
            .Select(vector => new Embedding(origin, outline, vector)));

    private void ReadFocus(JsonElement focus, RegionOutline? outline)
    {
        double? density = focus.Find("density"u8).AsNumber();
        double? value = focus.Find("value"u8).AsNumber();
        if (density is not null || value is not null)
        {
            _observations.Add(new Focus(origin, outline)
            {
                Density = density ?? 0,
                Value = value ?? (outline is null ? 0 : null),
            });
        }
    }

    private void ReadText(JsonElement text, RegionOutline? outline)
    {
        if (text.FindText("raw"u8) is { Length: > 0 } raw)
        {
            _observations.Add(new TextAnswer(origin, outline, raw));
        }
    }

    private static AnswerList<float> ReadVector(JsonElement numbers)
    {
        if (numbers.ValueKind is not JsonValueKind.Array)
        {
            return AnswerList<float>.None;
        }

        float[] vector = new float[numbers.GetArrayLength()];
        int i = 0;
        foreach (JsonElement number in numbers.EnumerateArray())
        {
            vector[i++] = number.ValueKind is JsonValueKind.Number && number.TryGetSingle(out float value)
                ? value
                : (float)(number.AsNumber() ?? 0);
        }

        return new AnswerList<float>(vector);
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => !value.EnumerateObject().MoveNext(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Null or JsonValueKind.False => true,
        _ => false,
    };
}
