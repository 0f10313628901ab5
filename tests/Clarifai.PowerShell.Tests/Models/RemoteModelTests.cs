using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Models;

/// <summary>The service's own list of models, page by page.</summary>
public sealed class RemoteModelTests : ConnectedTest
{
    [Fact]
    public void Pages_are_read_until_one_is_empty()
    {
        Service.Reply = Pages(["a", "b"], ["c"], []);

        ScriptResult result = Session.Run("Get-ClarifaiModel -Remote");

        Assert.Equal(["a", "b", "c"], result.Names);
        Assert.Equal(
            ["/v2/models?page=1&per_page=100", "/v2/models?page=2&per_page=100", "/v2/models?page=3&per_page=100"],
            Service.Requests.Select(request => request.Path));
        Assert.All(
            Service.Requests,
            request => Assert.Equal(("GET", "Key " + ModuleSession.Key, ""), (request.Method, request.Authorization, request.Body)));
    }

    [Fact]
    public void A_page_without_its_list_is_an_empty_one()
    {
        Service.Reply = request => request.Page == 1 ? Page("a") : StubReply.Status(200, 10000, "Ok");

        Assert.Equal(["a"], Session.Run("Get-ClarifaiModel -Remote").Names);
    }

    [Fact]
    public void A_page_of_another_server_is_an_error()
    {
        Service.Reply = _ => new StubReply(200, "{}");

        ErrorRecord error = Assert.Single(Session.Try("Get-ClarifaiModel -Remote").Errors);

        Assert.Equal("InvalidResponse", error.Id());
        Assert.StartsWith("Check the base URL", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_come_out_as_their_page_arrives()
    {
        Service.Reply = Pages(["a", "b"], ["c"], []);

        ScriptResult result = Session.Run("Get-ClarifaiModel -Remote | Select-Object -First 1");

        Assert.Equal(["a"], result.Names);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public void A_service_that_knows_no_pages_is_asked_twice_and_not_for_ever()
    {
        Service.Reply = _ => Page("a", "b");

        Assert.Equal(["a", "b"], Session.Run("Get-ClarifaiModel -Remote").Names);
        Assert.Equal(2, Service.Requests.Count);
    }

    [Theory]
    [InlineData("-ApiKey $key", "", "/v2/models")]
    [InlineData("-ApiKey $key -UserId alice -AppId photos", "", "/v2/users/alice/apps/photos/models")]
    [InlineData("-PersonalAccessToken $key", "", "/v2/users/clarifai/apps/main/models")]
    [InlineData("-PersonalAccessToken $key -UserId alice", "", "/v2/users/alice/models")]
    [InlineData("-PersonalAccessToken $key -UserId alice -AppId photos", "", "/v2/users/alice/apps/photos/models")]
    [InlineData("-PersonalAccessToken $key -UserId alice -AppId photos", "-AppId cars", "/v2/users/alice/apps/cars/models")]
    [InlineData("-PersonalAccessToken $key -UserId alice -AppId photos", "-UserId bob", "/v2/users/bob/models")]
    [InlineData("-PersonalAccessToken $key", "-UserId clarifai -AppId main", "/v2/users/clarifai/apps/main/models")]
    [InlineData("-PersonalAccessToken $key", "-UserId 'a b' -AppId 'c/d'", "/v2/users/a b/apps/c%2Fd/models")]
    public void Whose_models_are_listed_is_the_address(string connect, string parameters, string path)
    {
        Service.Reply = _ => Page();

        Session.Run($"Connect-Clarifai {connect} -BaseUri $service; Get-ClarifaiModel -Remote {parameters}");

        Assert.Equal(path + "?page=1&per_page=100", Assert.Single(Service.Requests).Path);
    }

    [Fact]
    public void A_model_has_what_the_service_tells()
    {
        Service.Reply = request => request.Page == 1
            ? new StubReply(200, """
                {"status":{"code":10000,"description":"Ok","req_id":"r"},"models":[
                {"id":"my birds","name":"Birds of my garden","created_at":"2024-05-06T07:08:09.123456789Z",
                 "app_id":"photos","user_id":"alice","model_type_id":"visual-classifier",
                 "model_version":{"id":"v9","active_concept_count":"12"},"unknown":{"x":1}},
                {"id":"aaa03c23b3724a16a56b629203edc62c","name":"general-v1.3","app_id":"main",
                 "output_info":{"type":"concept","type_ext":"concept"},"model_version":{"id":"aa9ca48295b37401f8af92ad1af0d91d"}},
                {"id":"food-item-recognition","name":"general","app_id":"photos","user_id":"alice"},
                {"id":"bare","name":"","app_id":"","output_info":{"type":"","type_ext":""}},
                {"id":"odd","model_type_id":"text-to-image"},
                {"name":"without an id"}, null, 7]}
                """)
            : Page();

        ScriptResult result = Session.Run("Get-ClarifaiModel -Remote");

        Assert.Equal(["Birds of my garden", "general", "general", "bare", "odd"], result.Names);
        Assert.Equal(["my birds", "aaa03c23b3724a16a56b629203edc62c", "food-item-recognition", "bare", "odd"], result.All("Id"));
        Assert.Equal(["alice", null, "alice", null, null], result.All("UserId"));
        Assert.Equal(["photos", "main", "photos", null, null], result.All("AppId"));
        Assert.Equal(["concepts", "concepts", null, null, "text-to-image"], result.All("Output"));
        Assert.Equal(["v9", "aa9ca48295b37401f8af92ad1af0d91d", null, null, null], result.All("VersionId"));
        Assert.Equal([12, null, null, null, null], result.All("ConceptCount"));
        Assert.Equal([false, true, false, false, false], result.All("IsPublic"));
        Assert.Equal([null, true, null, null, null], result.All("SupportsVideo"));
        Assert.Equal(DateTimeOffset.Parse("2024-05-06T07:08:09.1234568Z", null), result.All("CreatedAt")[0]);
        Assert.Equal("alice/photos/my birds", result.Output[0].ToString());
        Assert.Equal("bare", result.Output[3].ToString());
    }

    [Fact]
    public void Names_filter_the_services_list_and_one_it_does_not_have_is_an_error()
    {
        Service.Reply = Pages(["owl", "cat"], ["dog"], []);

        ScriptResult result = Session.Try("Get-ClarifaiModel -Remote -Name DOG, ow*, horse, x*");

        Assert.Equal(["owl", "dog"], result.Names);
        Assert.Equal("The service does not list the model 'horse'.", Assert.Single(result.Errors).Exception.Message);
    }

    [Fact]
    public void What_was_listed_before_an_error_is_not_lost()
    {
        Service.Reply = request => request.Page == 1 ? Page("a") : StubReply.Status(402, 11006, "Quota exceeded");

        ScriptResult result = Session.Try("Get-ClarifaiModel -Remote");

        Assert.Equal(["a"], result.Names);
        Assert.Equal("QuotaExceeded", result.Terminating!.Id());
    }

    [Theory]
    [InlineData(401, 11009, "NotAuthenticated", ErrorCategory.AuthenticationError, true)]
    [InlineData(403, 11007, "NotAuthorized", ErrorCategory.PermissionDenied, false)]
    [InlineData(404, 11101, "ModelNotFound", ErrorCategory.ObjectNotFound, false)]
    [InlineData(400, 30104, "InputRejected", ErrorCategory.InvalidData, false)]
    public void A_list_that_is_refused_is_an_error_with_the_services_words(
        int http, int code, string id, ErrorCategory category, bool endsRun)
    {
        Service.Reply = _ => new StubReply(http, $$"""{"status":{"code":{{code}},"description":"No"},"models":[]}""");

        ScriptResult result = Session.Try("Get-ClarifaiModel -Remote");

        Assert.Equal(endsRun, result.Terminating is not null);
        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.Equal((id, category), error.Kind());
        Assert.Equal($"No (code {code}, HTTP {http}).", error.Exception.Message);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public void A_passing_fault_is_survived()
    {
        Service.Reply = request => Service.Requests.Count == 1 ? StubReply.Status(503, 0, "Unavailable") : Pages(["a"], [])(request);

        Assert.Equal(["a"], Session.Run("Get-ClarifaiModel -Remote").Names);
    }

    [Fact]
    public void The_list_that_asks_nobody_needs_no_connection_and_the_services_does()
    {
        ScriptResult result = Session.Try("Disconnect-Clarifai; (Get-ClarifaiModel food).Name; Get-ClarifaiModel -Remote");

        Assert.Equal(["food"], result.Output.Select(name => name.ToString()));
        Assert.Equal("NotConnected", result.Terminating!.Id());
    }

    private static StubReply Page(params string[] ids)
    {
        IEnumerable<string> models = ids.Select(id => $$"""{"id":"{{id}}","name":"{{id}}"}""");
        return new(200, $$"""{"status":{"code":10000,"description":"Ok"},"models":[{{string.Join(',', models)}}]}""");
    }

    private static Func<ReceivedRequest, StubReply> Pages(params string[][] pages) => request => Page(pages[request.Page - 1]);
}
