using System.IO.Enumeration;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>The criteria of a model search; missing ones match every model.</summary>
/// <param name="Name">A name or id, in which * is a wildcard.</param>
/// <param name="Type">The kind of model, by its older or newer name.</param>
internal sealed record ModelQuery(string? Name, string? Type)
{
    /// <exception cref="RequestRejectedException">The body is not a query.</exception>
    public static ModelQuery Read(ReceivedBody body) => JsonMember.Read(body, request =>
    {
        JsonMember query = request["model_query"];
        return new ModelQuery(query["name"].Text, query["model_type_id"].Text ?? query["type"].Text);
    });

    public bool Fits(ModelDescription model)
    {
        (string type, string typeId) = Answer.TypeOf(model.Output);
        return (Name is null || Fits(model.Id) || Fits(model.Name) || Fits(PublicModels.Find(model.Id)?.Slug))
            && (Type is null || Type == type || Type == typeId);
    }

    private bool Fits(string? text) => text is not null && FileSystemName.MatchesSimpleExpression(Name, text);
}
