using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>A search for inputs.</summary>
/// <param name="Conditions">All of them are to be met.</param>
/// <param name="Page">The part of the hits.</param>
internal sealed record SearchRequest(IReadOnlyList<SearchCondition> Conditions, Page Page)
{
    /// <exception cref="RequestRejectedException">The request is not valid, or asks for what the engine cannot search.</exception>
    public static SearchRequest Read(ReceivedBody body) => JsonMember.Read(body, request =>
    {
        Expect(request, "query", "pagination", "user_app_id");
        JsonMember query = request["query"];
        Expect(query, "ands", "language");
        if (query["language"].Text is not (null or Languages.OfLocalEngine) and var language)
        {
            throw Invalid($"Concepts have names only in '{Languages.OfLocalEngine}', not in '{language}'.");
        }

        JsonMember pagination = request["pagination"];
        Expect(pagination, "page", "per_page");
        return new SearchRequest(
            [.. query["ands"].Items.Select(ReadCondition)], Page.Read(pagination["page"].Number, pagination["per_page"].Number));
    });

    private static SearchCondition ReadCondition(JsonMember and)
    {
        Expect(and, "input", "output", "negate");
        Expect(and["output"], "input", "data");
        Expect(and["output"]["data"], "concepts");
        JsonMember like = and["output"]["input"];
        JsonMember image = like["data"]["image"];
        JsonMember input = and["input"];
        foreach (JsonMember either in (JsonMember[])[like, input])
        {
            Expect(either, "id", "data");
            Expect(either["data"]["image"], "url", "base64", "allow_duplicate_url");
        }

        Expect(like["data"], "image", "metadata");
        Expect(input["data"], "image", "metadata", "concepts");
        foreach (JsonMember concept in input["data"]["concepts"].Items.Concat(and["output"]["data"]["concepts"].Items))
        {
            Expect(concept, "id", "name", "value", "language", "app_id");
        }

        return new SearchCondition
        {
            Like = image["url"].Text is not null || image["base64"].Text is not null
                ? new ReceivedInput(null, ReceivedKind.Image, image["url"].Text, InputsRequest.ReadBase64(image["base64"]))
                : null,
            LikeId = like["id"].Text,
            Predicted = ConceptReader.ReadGiven(and["output"]["data"]["concepts"]),
            Given = ConceptReader.ReadGiven(input["data"]["concepts"]),
            Id = input["id"].Text,
            Url = input["data"]["image"]["url"].Text,
            Metadata = input["data"]["metadata"].Object ?? like["data"]["metadata"].Object,
            IsNegated = and["negate"].Truth == true,
        };
    }

    // What is misspelled or not supported would find too much if it were ignored.
    private static void Expect(JsonMember owner, params string[] names)
    {
        if (owner.FindOther(names) is { } other)
        {
            throw Invalid($"The engine does not search by '{other}': {owner.Name} may have {string.Join(", ", names)}.");
        }
    }

    private static RequestRejectedException Invalid(string details) =>
        new(HttpStatusCode.BadRequest, EngineStatusCodes.SearchInvalidRequest, details);
}
