using System.Net;
using System.Text.Json.Nodes;
using Clarifai.Local.Inference;
using Clarifai.Local.Storage;
using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Protocol;

/// <summary>POST .../searches: the app's inputs by picture, by concept, and by what callers said about them.</summary>
internal sealed class SearchEndpoint(
    Database data,
    ModelCatalogue catalogue,
    Predictor predictor,
    ServiceLimits limits,
    ILogger<SearchEndpoint> log,
    CancellationToken engineEnded)
{
    public async Task SearchAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, engineEnded);
        AppKey app = AppRoute.Read(context);
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, ended.Token);
        var request = SearchRequest.Read(body);
        float[]?[] likes = await EmbedAsync(body, request.Conditions, ended.Token);
        (StoredInput Input, double Score)[] hits = data.Read(
            connection => request.Page.Of(Find(connection, app, request.Conditions, likes))
                .Select(hit => (InputTable.Get(connection, hit.Key), hit.Value)).ToArray(),
            none: []);
        await Answer.SendOkAsync(context, json =>
        {
            json.WriteStartArray("hits"u8);
            foreach ((StoredInput input, double score) in hits)
            {
                json.WriteStartObject();
                json.WriteNumber("score"u8, (float)score);
                json.WritePropertyName("input"u8);
                InputOutcome.Success(input).Write(json, app);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static bool Contains(string? metadata, JsonObject wanted) =>
        metadata is not null && JsonNode.Parse(metadata) is JsonObject actual
        && wanted.All(member => actual.TryGetPropertyValue(member.Key, out JsonNode? value) && JsonNode.DeepEquals(value, member.Value));

    // The embedding of each condition with a picture.
    private async Task<float[]?[]> EmbedAsync(
        ReceivedBody body, IReadOnlyList<SearchCondition> conditions, CancellationToken cancellation)
    {
        ReceivedInput[] pictures = [.. conditions.Select(condition => condition.Like).OfType<ReceivedInput>()];
        if (pictures.Length == 0)
        {
            return new float[conditions.Count][];
        }

        if (pictures.Length > limits.InputsPerRequest)
        {
            throw Invalid($"The search has more than {limits.InputsPerRequest} images.");
        }

        IPictureModel embedder = await ModelLoading.LoadAsync(catalogue.Find(ModelCatalogue.EmbedderId)!, log, cancellation);
        InputAnswer[] answers = await predictor.PredictAsync(embedder, body, pictures, sampling: null, "A search does", cancellation);
        if (Array.Find(answers, answer => !answer.Succeeded) is { } failed)
        {
            throw new RequestRejectedException(HttpStatusCode.BadRequest, failed.Code, failed.Details!);
        }

        var vectors = new Queue<float[]>(answers.Select(answer => ((EmbeddingPrediction)answer.Prediction!).Vector));
        return [.. conditions.Select(condition => condition.Like is null ? null : vectors.Dequeue())];
    }

    // Inputs that meet all conditions, best first. The score is the product of those of the conditions.
    private IEnumerable<KeyValuePair<long, double>> Find(
        SqliteConnection connection, AppKey app, IReadOnlyList<SearchCondition> conditions, float[]?[] likes)
    {
        Dictionary<long, double> all = InputScan.All(connection, app);
        foreach ((SearchCondition condition, float[]? like) in conditions.Zip(likes))
        {
            Dictionary<long, double> met = new(all);
            foreach (Dictionary<long, double> part in Evaluate(connection, app, condition, like))
            {
                Keep(met, key => part.GetValueOrDefault(key));
            }

            Keep(all, key => condition.IsNegated ? 1 - Math.Min(1, met.GetValueOrDefault(key)) : met.GetValueOrDefault(key));
        }

        return all.OrderByDescending(hit => hit.Value).ThenBy(hit => hit.Key);

        static void Keep(Dictionary<long, double> hits, Func<long, double> score)
        {
            foreach (long key in hits.Keys.ToArray())
            {
                double value = score(key);
                if (value > 0)
                {
                    hits[key] *= value;
                }
                else
                {
                    _ = hits.Remove(key);
                }
            }
        }
    }

    private IEnumerable<Dictionary<long, double>> Evaluate(
        SqliteConnection connection, AppKey app, SearchCondition condition, float[]? like)
    {
        if (condition.LikeId is { } id)
        {
            like = InputTable.Embedding(connection, app, id) ?? throw new RequestRejectedException(
                HttpStatusCode.NotFound, EngineStatusCodes.InputDoesNotExist, $"The app does not have the input '{id}'.");
        }

        if (like is not null)
        {
            yield return InputScan.Similar(connection, app, catalogue.Embedder.Folder.WeightsSha256, like);
        }

        foreach (GivenConcept concept in condition.Given)
        {
            yield return InputScan.Given(connection, app, concept.Id, concept.IsPositive);
        }

        foreach (GivenConcept concept in condition.Predicted)
        {
            Dictionary<long, double> seen = InputScan.Predicted(connection, app, FindPredicted(concept));
            yield return concept.IsPositive
                ? seen
                : InputScan.All(connection, app).ToDictionary(input => input.Key, input => 1 - seen.GetValueOrDefault(input.Key));
        }

        if (condition.Id is not null || condition.Url is not null || condition.Metadata is not null)
        {
            JsonObject wanted = condition.Metadata is null ? [] : JsonNode.Parse(condition.Metadata)!.AsObject();
            yield return InputScan.Where(connection, app, (inputId, url, metadata) =>
                (condition.Id is null || inputId == condition.Id)
                && (condition.Url is null || url == condition.Url)
                && (condition.Metadata is null || Contains(metadata, wanted)));
        }
    }

    private string FindPredicted(GivenConcept concept)
    {
        ConceptVocabulary vocabulary = catalogue.Default.Vocabulary;
        ModelConcept? known = vocabulary.FindById(concept.Id)
            ?? vocabulary.FindByName(concept.Name).FirstOrDefault() ?? vocabulary.FindByName(concept.Id).FirstOrDefault();
        return known?.Id ?? throw Invalid($"The model '{catalogue.Default.Id}' does not have the concept '{concept.Name}'.");
    }

    private static RequestRejectedException Invalid(string details) =>
        new(HttpStatusCode.BadRequest, EngineStatusCodes.SearchInvalidRequest, details);
}
