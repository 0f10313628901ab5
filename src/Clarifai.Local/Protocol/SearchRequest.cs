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
        JsonMember query = request["query"];
        if (!request["searches"].IsMissing || !query["ranks"].IsMissing || !query["filters"].IsMissing)
        {
            throw Invalid("The engine searches with query.ands only.");
        }

        JsonMember pagination = request["pagination"];
        return new SearchRequest(
            [.. query["ands"].Items.Select(ReadCondition)], Page.Read(pagination["page"].Number, pagination["per_page"].Number));
    });

    private static SearchCondition ReadCondition(JsonMember and)
    {
        JsonMember like = and["output"]["input"];
        JsonMember image = like["data"]["image"];
        JsonMember input = and["input"];
        if (!input["data"]["geo"].IsMissing || !like["data"]["geo"].IsMissing)
        {
            throw Invalid("The engine does not search by position.");
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

    private static RequestRejectedException Invalid(string details) =>
        new(HttpStatusCode.BadRequest, EngineStatusCodes.SearchInvalidRequest, details);
}
