using System.Net;
using System.Text.Json;

namespace Clarifai.Local.Tests.Own;

/// <summary>Inputs found by picture, by concept and by what was said about them.</summary>
public sealed class SearchTests(SearchedInputs inputs) : IClassFixture<SearchedInputs>
{
    private OwnEngine Engine => inputs.App;

    [Fact]
    public async Task A_picture_finds_what_looks_like_it_best_first()
    {
        string picture = Convert.ToBase64String(Photos.Cat(3));

        (string Id, double Score)[] hits = await SearchAsync(
            """{"output":{"input":{"data":{"image":{"base64":"...."}}}}}""".Replace("....", picture, StringComparison.Ordinal));

        Assert.Equal(["cat 1", "cat 2"], hits[..2].Select(hit => hit.Id).Order());
        Assert.InRange(hits[1].Score, .8, 1);
        Assert.Equal(hits.Select(hit => hit.Score).OrderDescending(), hits.Select(hit => hit.Score));
        Assert.Equal(4, hits.Length);
    }

    [Fact]
    public async Task An_input_finds_itself_first()
    {
        (string Id, double Score)[] hits = await SearchAsync("""{"output":{"input":{"id":"cup","data":{"image":{}}}}}""");

        Assert.Equal("cup", hits[0].Id);
        Assert.Equal(1, hits[0].Score, 1e-5);
    }

    [Theory]
    [InlineData("""{"input":{"data":{"concepts":[{"id":"pet"}]}}}""", "cat 1,cat 2")]
    [InlineData("""{"input":{"data":{"concepts":[{"name":"pet","value":true}]}}}""", "cat 1,cat 2")]
    [InlineData("""{"input":{"data":{"concepts":[{"id":"pet","value":false}]}}}""", "cup")]
    [InlineData("""{"input":{"data":{"concepts":[{"id":"pet"}]}},"negate":true}""", "cup,person")]
    [InlineData("""{"input":{"data":{"concepts":[{"id":"pet"},{"id":"toy","value":0}]}}}""", "cat 2")]
    [InlineData("""{"output":{"data":{"concepts":[{"name":"cat"}]}}}""", "cat 1,cat 2")]
    [InlineData("""{"output":{"data":{"concepts":[{"id":"local_person"}]}}}""", "person")]
    [InlineData("""{"output":{"data":{"concepts":[{"id":"person","value":1}]}}}""", "person")]
    [InlineData("""{"input":{"data":{"metadata":{"album":"kitchen"}}}}""", "cup")]
    [InlineData("""{"input":{"data":{"metadata":{"album":"kitchen","year":2020}}}}""", "")]
    [InlineData("""{"input":{"id":"person"}}""", "person")]
    [InlineData("""{"input":{"data":{"concepts":[{"id":"pet"}]}}},{"output":{"data":{"concepts":[{"name":"cat"}]}}}""", "cat 1,cat 2")]
    [InlineData("""{"input":{"data":{"concepts":[{"id":"nothing"}]}}}""", "")]
    public async Task Conditions_select(string ands, string ids) =>
        Assert.Equal(ids, string.Join(',', (await SearchAsync(ands)).Select(hit => hit.Id).Order(StringComparer.Ordinal)));

    [Fact]
    public async Task A_predicted_concept_ranks_by_its_value()
    {
        (string Id, double Score)[] hits = await SearchAsync("""{"output":{"data":{"concepts":[{"name":"cat","value":false}]}}}""");

        Assert.Equal(["cup", "person"], hits[..2].Select(hit => hit.Id).Order());
        Assert.Equal(1, hits[0].Score);
        Assert.All(hits[2..], hit => Assert.InRange(hit.Score, 0, .5));
    }

    [Fact]
    public async Task Hits_come_in_pages_with_all_that_is_known_of_an_input()
    {
        EngineAnswer answer = await Engine.PostAsync(
            "/searches",
            """{"query":{"ands":[{"input":{"data":{"concepts":[{"id":"pet"}]}}}]},"pagination":{"page":2,"per_page":1}}""");

        JsonElement hit = Assert.Single(answer.Json.GetProperty("hits").EnumerateArray());
        Assert.Equal("cat 2", hit.GetProperty("input").GetProperty("id").GetString());
        Assert.Equal(2, hit.GetProperty("input").GetProperty("data").GetProperty("concepts").GetArrayLength());
        Assert.Equal("{}", hit.GetProperty("input").GetProperty("data").GetProperty("image").GetRawText());
    }

    [Theory]
    [InlineData("""{"query":{"ands":[{"output":{"data":{"concepts":[{"name":"nonsense"}]}}}]}}""", 40002)]
    [InlineData("""{"query":{"ands":[{"input":{"data":{"geo":{"geo_box":[]}}}}]}}""", 40002)]
    [InlineData("""{"query":{"ranks":[{"annotation":{}}]}}""", 40002)]
    [InlineData("""{"query":{"ands":[{"output":{"input":{"data":{"image":{"base64":"AAAA"}}}}}]}}""", StatusCodes.InputUnsupportedFormat)]
    [InlineData("""{"query":{"ands":[]},"pagination":{"page":0}}""", StatusCodes.InvalidRequest)]
    [InlineData("""{"query":{"ands":{}}}""", StatusCodes.BadRequestFormat)]
    [InlineData("""{"query":{"ands":[{"input":{"data":{"concepts":[{"id":"pet","value":0.5}]}}}]}}""", StatusCodes.InvalidRequest)]
    public async Task What_cannot_be_searched_is_refused(string json, int code) =>
        (await Engine.PostAsync("/searches", json)).AssertRejected(HttpStatusCode.BadRequest, code);

    [Theory]
    [InlineData("""{"qurey":{"ands":[]}}""", "'qurey'")]
    [InlineData("""{"query":{"and":[]}}""", "'and'")]
    [InlineData("""{"query":{"ands":[{"inputs":{"id":"cup"}}]}}""", "'inputs'")]
    [InlineData("""{"query":{"ands":[{"input":{"data":{"concept":[]}}}]}}""", "'concept'")]
    [InlineData("""{"query":{"ands":[{"input":{"data":{"concepts":[{"id":"pet","vaule":0}]}}}]}}""", "'vaule'")]
    [InlineData("""{"query":{"ands":[{"output":{"data":{"colors":[]}}}]}}""", "'colors'")]
    [InlineData("""{"query":{"ands":[{"output":{"input":{"data":{"image":{"crop":[0,0,1,1]}}}}}]}}""", "'crop'")]
    [InlineData("""{"query":{"ands":[]},"pagination":{"perpage":1}}""", "'perpage'")]
    [InlineData("""{"query":{"ands":[],"language":"de"}}""", "'de'")]
    public async Task What_is_misspelled_or_not_supported_is_named(string json, string name)
    {
        EngineAnswer answer = await Engine.PostAsync("/searches", json);

        answer.AssertRejected(HttpStatusCode.BadRequest, 40002);
        Assert.Contains(name, answer.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_of_an_input_that_is_not_there_is_not_found() =>
        (await Engine.PostAsync("/searches", """{"query":{"ands":[{"output":{"input":{"id":"nobody"}}}]}}"""))
            .AssertRejected(HttpStatusCode.NotFound, 30102);

    [Fact]
    public async Task Inputs_of_others_are_not_found()
    {
        EngineAnswer answer = await Engine.As("you", "zoo").PostAsync("/searches", "{}");

        Assert.Empty(answer.Json.GetProperty("hits").EnumerateArray());
    }

    private async Task<(string Id, double Score)[]> SearchAsync(string ands)
    {
        EngineAnswer answer = await Engine.PostAsync("/searches", """{"query":{"ands":[""" + ands + "]}}");
        Assert.True(answer.Code == StatusCodes.Success, answer.Json.GetRawText());
        return
        [
            .. answer.Json.GetProperty("hits").EnumerateArray()
                .Select(hit => (hit.GetProperty("input").GetProperty("id").GetString()!, hit.GetProperty("score").GetDouble())),
        ];
    }
}
