using System.Management.Automation;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Answers;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Training;

/// <summary>New-ClarifaiModel against an app on loopback that keeps what it is given.</summary>
public sealed class NewModelTests : ConnectedTest
{
    private const string Train = "Get-ChildItem -Recurse -File | New-ClarifaiModel -Name pets";

    private const string Metrics = """
        {"status":{"code":21300,"description":"Evaluated"},"summary":{"top1_accuracy":0.75},
        "label_counts":{"positive_label_counts":[{"concept_name":"cat","count":3,"concept":{"id":"cat"}},
            {"concept_name":"dog","count":4,"concept":{"id":"dog"}}]},
        "binary_metrics":[
            {"concept":{"id":"cat"},"precision_recall_curve":{"thresholds":[0,0.5,1],"precision":[0.4,0.8,1],"recall":[1,0.9,0.1]}},
            {"concept":{"id":"dog"},"precision_recall_curve":{"thresholds":[0,0.5,1],"precision":[0.4,0.7,1],"recall":[1,0.6,0.1]}}],
        "test_set":[
            {"input":{"id":"ID","data":{"image":{}}},"ground_truth_concepts":[{"id":"cat","value":1}],
             "predicted_concepts":[{"id":"dog","value":0.625},{"id":"cat","value":0.5}]},
            {"input":{"id":"other","data":{"metadata":{"filename":"old.jpg"}}},"ground_truth_concepts":[{"id":"dog","value":1}],
             "predicted_concepts":[{"id":"cat","value":0.25}]},
            {"input":{"id":"right"},"ground_truth_concepts":[{"id":"cat","value":1}],"predicted_concepts":[{"id":"cat","value":0.9}]},
            {"input":{"id":"none"},"ground_truth_concepts":[],"predicted_concepts":[{"id":"cat","value":0.9}]}]}
        """;

    private readonly StubApp _app = new();

    public NewModelTests() => Session.GoTo(Folder.FullPath);

    [Fact]
    public void A_folder_a_concept_becomes_a_model()
    {
        Serve(_app);
        string[] pictures = [Folder.Picture("cat/1.jpg"), Folder.Picture("cat/2.jpg"), Folder.Picture("dog/3.jpg")];

        PSObject model = Assert.Single(Session.Run(Train).Output);

        Assert.Equal("Clarifai.TrainedModel", model.TypeNames[0]);
        Assert.Equal(("pets", "pets", "v1"), (model.Value("Name"), model.Value("Id"), model.Value("VersionId")));
        Assert.Equal("cat 2, dog 1", $"{model.Value("Concepts")}");
        Assert.Equal((null, false), (model.Value("Accuracy"), model.Value("IsExclusive")));
        Assert.Equal("", $"{model.Value("Confusions")}");
        Assert.Equal(pictures.Select(IdOf).Order(StringComparer.Ordinal), _app.Inputs.Keys);
        Assert.Equal(["cat=1", "cat=1", "dog=1"], Labels().Order());
        Assert.Equal(["cat", "dog"], _app.Models["pets"]);
    }

    [Fact]
    public void What_is_sent_is_what_clients_with_a_key_send()
    {
        Serve(_app);
        string path = Folder.Picture("cat/1.jpg");

        Session.Run("Get-Item cat/1.jpg | New-ClarifaiModel -Name pets -NotConcept dog -Concept cat -Exclusive");

        JsonNode input = JsonNode.Parse(Request("POST", "/v2/inputs").Body)!["inputs"]![0]!;
        Assert.Equal(IdOf(path), (string?)input["id"]);
        Assert.Equal(File.ReadAllBytes(path), Convert.FromBase64String((string)input["data"]!["image"]!["base64"]!));
        Assert.Equal("""[{"id":"cat","value":1},{"id":"dog","value":0}]""", input["data"]!["concepts"]!.ToJsonString());
        Assert.Equal("""{"filename":"1.jpg"}""", input["data"]!["metadata"]!.ToJsonString());
        Assert.Equal(
            """{"model":{"id":"pets","name":"pets","output_info":{"data":{"concepts":[{"id":"cat"},{"id":"dog"}]}"""
            + ""","output_config":{"concepts_mutually_exclusive":true,"closed_environment":false}}}}""",
            Request("POST", "/v2/models").Body);
        Assert.Equal("", Request("POST", "/v2/models/pets/versions").Body);
    }

    [Fact]
    public void With_an_owner_training_is_asked_for_as_today()
    {
        var app = new StubApp { Root = "/v2/users/alice/apps/farm" };
        Serve(app);
        Folder.Picture("cat/1.jpg");

        Session.Run("Get-Item cat/1.jpg | New-ClarifaiModel -Name alice/farm/pets");

        Assert.Equal(["pets"], app.Models.Keys);
        Assert.Single(app.Inputs);
        Assert.Contains("\"model_type_id\":\"embedding-classifier\"", Request("POST", $"{app.Root}/models").Body, StringComparison.Ordinal);
        Assert.Equal(
            """{"model_versions":[{"output_info":{"data":{"concepts":[{"id":"cat"}]}"""
            + ""","output_config":{"concepts_mutually_exclusive":false,"closed_environment":false}},"train_info":{"params":"""
            + """{"concepts":["cat"],"concepts_mutually_exclusive":false,"closed_environment":false}}}]}""",
            Request("POST", $"{app.Root}/models/pets/versions").Body);
    }

    [Fact]
    public void A_table_says_the_concepts_several_in_a_cell()
    {
        Serve(_app);
        Folder.Picture("1.jpg");
        Folder.Picture("2.jpg");
        File.WriteAllText(Folder.PathOf("labels.csv"), "Path,Concept,NotConcept\n1.jpg,cat; tabby ,\n2.jpg,,cat;dog\n");

        Session.Run("Import-Csv labels.csv | New-ClarifaiModel -Name pets");

        Assert.Equal(["cat=0 dog=0", "cat=1 tabby=1"], Labels().Order());
    }

    [Fact]
    public void An_input_without_a_concept_or_with_a_contradiction_costs_itself()
    {
        Serve(_app);
        Folder.Picture("1.jpg");
        Folder.Picture("2.jpg");
        Folder.Picture("3.jpg");
        File.WriteAllText(Folder.PathOf("labels.csv"), "Path,Concept,NotConcept\n1.jpg,cat,\n2.jpg,,\n3.jpg,dog,dog\n");

        ScriptResult result = Session.Try("Import-Csv labels.csv | New-ClarifaiModel -Name pets");

        Assert.Equal(["InvalidRow", "InvalidRow"], result.Errors.Select(error => error.Id()));
        Assert.Equal([Folder.PathOf("2.jpg"), Folder.PathOf("3.jpg")], result.Errors.Select(error => error.TargetObject));
        Assert.Single(result.Output);
        Assert.Equal("InvalidRow", Session.Try("'https://example.com/a.jpg' | New-ClarifaiModel -Name others").Errors[0].Id());
    }

    [Fact]
    public void Several_concepts_of_an_exclusive_model_cost_their_input()
    {
        Serve(_app);
        Folder.Picture("1.jpg");
        string both = Folder.Picture("2.jpg");
        File.WriteAllText(Folder.PathOf("labels.csv"), "Path,Concept\n1.jpg,cat\n2.jpg,cat; dog\n");

        ScriptResult result = Session.Try("Import-Csv labels.csv | New-ClarifaiModel -Name pets -Exclusive");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("InvalidRow", ErrorCategory.InvalidData), error.Kind());
        Assert.Equal(both, error.TargetObject);
        Assert.EndsWith(
            " has several concepts: 'cat', 'dog'. With -Exclusive, each image must have one concept or none.",
            error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData("-Concept ''", "-Concept is empty.")]
    [InlineData("-Concept '' -NotConcept dog", "-Concept is empty.")]
    [InlineData("-NotConcept ' ; '", "-NotConcept is empty.")]
    [InlineData("-Concept cat -NotConcept @()", "-NotConcept is empty.")]
    public void An_argument_without_a_concept_is_an_error_before_anything_is_asked(string parameters, string message)
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        string script = $"Get-Item cat/1.jpg | New-ClarifaiModel -Name pets {parameters}";

        foreach (string each in (string[])[script, script.Replace("New-", "Update-", StringComparison.Ordinal)])
        {
            ErrorRecord error = Session.Try(each).Terminating!;
            Assert.Equal(("InvalidModelArgument", ErrorCategory.InvalidArgument), error.Kind());
            Assert.Equal(message, error.Exception.Message);
        }

        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("Concept = ''", "-Concept is empty.")]
    [InlineData("NotConcept = ' ; '", "-NotConcept is empty.")]
    [InlineData("Concept = ''; NotConcept = ''", "-Concept and -NotConcept are empty.")]
    public void An_empty_concept_is_what_is_wrong_with_a_row(string columns, string reason)
    {
        Serve(_app);
        string path = Folder.Picture("cat/1.jpg");

        ErrorRecord error = Session.Try(
            $"[pscustomobject]@{{ Path = 'cat/1.jpg'; {columns} }} | New-ClarifaiModel -Name pets").Errors[0];

        Assert.Equal($"'{path}' has no concept. {reason}", error.Exception.Message);
    }

    [Theory]
    [InlineData("-Concept \"x`ey\" -NotConcept \"x`ey\"")]
    [InlineData("-Concept \"x`ey\", z -Exclusive")]
    [InlineData("-Concept \"x$([char]0x202e)y\" -NotConcept \"x$([char]0x202e)y\"")]
    [InlineData("-Concept \"x$([char]0x202e)y\", z -Exclusive")]
    public void What_a_terminal_would_obey_in_a_concept_is_shown_escaped(string parameters)
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");

        ErrorRecord error = Session.Try($"Get-Item cat/1.jpg | New-ClarifaiModel -Name pets {parameters}").Errors[0];

        Assert.Equal("InvalidRow", error.Id());
        Assert.Matches(@"'x\\u(001b|202e)y'", error.Exception.Message);
        Assert.DoesNotContain(error.Exception.Message, character => char.IsControl(character) || character == '\u202e');
    }

    [Theory]
    [InlineData("a/b", "'a/b'")]
    [InlineData("'long' * 33", "longlong")]
    public void A_concept_that_is_not_valid_costs_its_input_and_is_named(string concept, string named)
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        string path = Folder.Picture("2.jpg");
        string script = concept.Contains('*', StringComparison.Ordinal) ? $"({concept})" : $"'{concept}'";

        ScriptResult result = Session.Try(
            "@{ Path = 'cat/1.jpg'; Concept = 'cat' }, "
            + $"@{{ Path = '2.jpg'; Concept = {script} }} | ForEach-Object {{ [pscustomobject]$_ }} | New-ClarifaiModel -Name pets");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("InvalidRow", ErrorCategory.InvalidData), error.Kind());
        Assert.Equal(path, error.TargetObject);
        Assert.StartsWith($"'{path}': ", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("cat 1", $"{Assert.Single(result.Output).Value("Concepts")}");
    }

    [Fact]
    public void A_broken_picture_costs_itself_whoever_notices()
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        Folder.Write("cat/text.jpg", "nonsense"u8.ToArray());
        Folder.Picture("cat/odd.jpg");
        Folder.Picture("cat/late.jpg");
        Folder.Picture("only/lost.jpg");
        Folder.Video("cat/clip.mp4");
        _app.Refused["odd"] = 47104;
        _app.Refused["lost"] = 30104;
        _app.FailsLater.Add("late");

        ScriptResult result = Session.Try(Train);

        Assert.Equal(
            ["clip.mp4 UnsupportedMediaType", "late.jpg InputDownloadFailed", "lost.jpg InputRejected", "odd.jpg InputRejected",
                "text.jpg UnsupportedMediaType"],
            result.Errors.Select(error => $"{Path.GetFileName((string)error.TargetObject)} {error.Id()}").Order());
        Assert.Equal("cat 1", $"{Assert.Single(result.Output).Value("Concepts")}");
        Assert.Equal(["cat"], _app.Models["pets"]);
    }

    [Fact]
    public void A_run_that_is_repeated_stores_nothing_twice_and_goes_on()
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        Folder.Picture("dog/2.jpg");
        Service.Reply = request => request.Path.EndsWith("/versions", StringComparison.Ordinal)
            ? StubReply.Status(400, 11102, "Not now") : _app.Reply(request);
        Assert.Equal("InvalidModelArgument", Session.Try(Train).Terminating!.Id());
        Serve(_app);
        Folder.Picture("bird/3.jpg");

        PSObject model = Assert.Single(Session.Run(Train).Output);

        Assert.Equal("bird 1, cat 1, dog 1", string.Join(", ", $"{model.Value("Concepts")}".Split(", ").Order()));
        Assert.Equal(3, _app.Inputs.Count);
        Assert.Equal(["bird", "cat", "dog"], _app.Models["pets"].Order());
        Assert.Single(_app.Versions["pets"]);
    }

    [Fact]
    public void The_same_picture_in_two_folders_is_one_input_with_both_concepts()
    {
        Serve(_app);
        Folder.Write("cat/1.jpg", SampleFile.Picture("same"));
        Folder.Write("pet/2.jpg", SampleFile.Picture("same"));

        Session.Run(Train);

        Assert.Equal(["cat=1 pet=1"], Labels());
    }

    [Fact]
    public void All_known_already_is_asked_once_and_not_in_parts()
    {
        Serve(_app);
        for (int i = 0; i < 8; i++)
        {
            Folder.Picture($"cat/{i}.jpg");
        }

        Session.Run(Train);
        int before = Posts();
        Session.Run("Get-ChildItem -Recurse -File | New-ClarifaiModel -Name pets2 -BatchSize 8 -ThrottleLimit 1");

        // The first is sent at once, the others together.
        Assert.InRange(Posts() - before, 1, 2);

        int Posts() => Service.Requests.Count(request => request is { Method: "POST", Path: "/v2/inputs" });
    }

    [Fact]
    public void The_evaluation_comes_with_the_model()
    {
        Serve(_app);
        string path = Folder.Picture("cat/1.jpg");
        _app.Metrics = Metrics.Replace("ID", IdOf(path), StringComparison.Ordinal);

        PSObject model = Assert.Single(
            Session.Run("$model = Get-ChildItem -Recurse -File | New-ClarifaiModel -Name pets -Concept cat, dog; $model").Output);

        Assert.Equal(.75, model.Value("Accuracy"));
        ScriptResult concepts = Session.Run("$model.Concepts");
        Assert.Equal(["cat", "dog"], concepts.All("Name"));
        Assert.Equal([3, 4], concepts.All("Examples"));
        Assert.Equal([.8, .7], concepts.All("Precision"));
        Assert.Equal([.9, .6], concepts.All("Recall"));
        ScriptResult confusions = Session.Run("$model.Confusions");
        Assert.Equal([path, "old.jpg"], confusions.Sources);
        Assert.Equal(["cat", "dog"], confusions.All("Concept"));
        Assert.Equal(["dog", "cat"], confusions.All("SeenAs"));
        Assert.Equal([.625, .25], confusions.All("Value"));
        Assert.DoesNotContain(Service.Requests, request => request is { Method: "POST" } && request.Path.Contains("metrics"));
    }

    [Fact]
    public void Evaluate_asks_for_the_evaluation_and_a_failure_of_it_keeps_the_model()
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        Folder.Picture("dog/2.jpg");

        ScriptResult few = Session.Try(Train + " -Evaluate");

        Assert.Equal(("EvaluationFailed", ErrorCategory.InvalidResult), Assert.Single(few.Errors).Kind());
        Assert.Equal("cat 1, dog 1", $"{Assert.Single(few.Output).Value("Concepts")}");

        _app.Metrics = null;
        _app.EvaluationIsRefused = true;
        ScriptResult refused = Session.Try(Train.Replace("pets", "fewer", StringComparison.Ordinal) + " -Evaluate");
        Assert.Contains("Too few", Assert.Single(refused.Errors).Exception.Message, StringComparison.Ordinal);
        _app.EvaluationIsRefused = false;

        _app.Metrics = null;
        _app.MetricsWhenAsked = Metrics;
        Assert.Equal([.75], Session.Run(Train.Replace("pets", "more", StringComparison.Ordinal) + " -Evaluate").All("Accuracy"));
    }

    [Theory]
    [InlineData("general")]
    [InlineData("food-item-recognition")]
    public void A_public_name_is_refused_before_anything_is_asked(string name)
    {
        ScriptResult result = Session.Try($"New-ClarifaiModel -Name {name} -Path x.jpg");

        Assert.Equal(("ModelExists", ErrorCategory.ResourceExists), result.Terminating!.Kind());
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void An_existing_name_is_refused_before_anything_is_sent()
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        Session.Run(Train);
        int inputs = Service.Inputs.Count;

        ScriptResult result = Session.Try(Train);

        Assert.Equal("ModelExists", result.Terminating!.Id());
        Assert.Equal(inputs, Service.Inputs.Count);
    }

    [Fact]
    public void WhatIf_sends_nothing_and_shows_what_would_be_learned_from()
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        Folder.Picture("cat/2.jpg");
        Folder.Picture("dog/3.jpg");

        string screen = Session.Show(Train + " -WhatIf");

        Assert.Contains("\"Train a new model from 3 examples (cat: 2, dog: 1)\" on target \"pets\"", screen, StringComparison.Ordinal);
        Assert.Contains(
            "\"Train a new model from 2 examples (mine: 0 and 2 counterexamples)\"",
            Session.Show("Get-ChildItem cat | New-ClarifaiModel -Name pets -NotConcept mine -WhatIf"),
            StringComparison.Ordinal);
        Assert.Contains(
            "2 examples (c\\u202eat: 2)\" on target \"p\\u202eets\"",
            Session.Show(
                "Get-ChildItem cat | New-ClarifaiModel -Name \"p$([char]0x202e)ets\" -Concept \"c$([char]0x202e)at\" -WhatIf"),
            StringComparison.Ordinal);
        Assert.All(Service.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public void A_training_that_fails_says_why_and_the_name_can_be_used_again()
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        _app.Outcome = 21111;

        ScriptResult result = Session.Try(Train);

        Assert.Equal(("TrainingFailed", ErrorCategory.InvalidResult), result.Terminating!.Kind());
        Assert.Contains("21111", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            "It remains untrained. This run had 1 example (cat: 1).", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Update-ClarifaiModel", result.Terminating!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Remove-ClarifaiModel", result.Terminating!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        _app.Outcome = 21100;
        Assert.Single(Session.Run(Train).Output);
    }

    [Fact]
    public void A_training_that_fails_leaves_the_last_version()
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        Session.Run(Train);
        _app.Outcome = 21111;

        ScriptResult result = Session.Try("Get-Item cat/1.jpg | Update-ClarifaiModel -Name pets -NotConcept dog");

        Assert.Contains(
            "It remains in its last version. This run had 1 example (dog: 0 and 1 counterexample).",
            result.Terminating!.Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Counterexamples_are_counted_by_themselves()
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        Folder.Picture("fox/2.jpg");
        Folder.Picture("fox/3.jpg");

        Session.Run("$model = Get-ChildItem cat | New-ClarifaiModel -Name pets");
        Session.Run("$model = Get-ChildItem fox | Update-ClarifaiModel -Name $model -NotConcept cat");

        // The service does not count: those of the last run are known.
        Assert.Equal("cat 0 (2 counterexamples)", $"{Assert.Single(Session.Run("$model.Concepts").Output)}");
        Assert.Equal((0, 2), (Session.Run("$model.Concepts").All("Examples")[0], Session.Run("$model.Concepts").All("Counterexamples")[0]));
    }

    [Fact]
    public void Nothing_to_learn_from_is_an_error()
    {
        Serve(_app);
        Directory.CreateDirectory(Folder.PathOf("empty"));

        Assert.Equal("TrainingFailed", Session.Try("Get-ChildItem empty | New-ClarifaiModel -Name pets").Terminating!.Id());
        Assert.Empty(_app.Models);
    }

    [Fact]
    public async Task Stopping_ends_the_wait_for_the_training()
    {
        var asked = new TaskCompletionSource();
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        _app.LooksUntilTrained = int.MaxValue;
        Service.Hold = (request, _) =>
        {
            if (request is { Method: "GET", Path: "/v2/models/pets/versions/v1" })
            {
                asked.TrySetResult();
            }

            return Task.CompletedTask;
        };
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline(Train);
        IAsyncResult running = pipeline.BeginInvoke();
        await asked.Task.MustEnd();

        await Task.Factory.FromAsync(pipeline.BeginStop, pipeline.EndStop, null).MustEnd();

        Assert.True(running.IsCompleted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_its_concepts_and_confusions_are_tables(bool isSerialized)
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");
        Folder.Picture("dog/2.jpg");
        _app.Metrics = Metrics.Replace(
            "\"positive_label_counts\"",
            """
            "negative_label_counts":[{"concept_name":"cat","count":2,"concept":{"id":"cat"}}],"positive_label_counts"
            """,
            StringComparison.Ordinal);
        Session.Run($"$model = {Train}");
        string Show(string script) => Session.Show(isSerialized ? SerializedCopy.Of(script) : script);

        ScreenText.AssertShows(
            """

            Name Accuracy Concepts
            ---- -------- --------
            pets    0.750 cat 3 (2 counterexamples), dog 4


            """,
            Show("$model"));
        ScreenText.AssertShows(
            """

            Name                         Examples Counterexamples Precision  Recall
            ----                         -------- --------------- ---------  ------
            cat                                 3               2     0.800   0.900
            dog                                 4                     0.700   0.600


            """,
            Show("$model.Concepts"));
        ScreenText.AssertShows(
            """

            Source                       Concept              SeenAs                 Value
            ------                       -------              ------                 -----
            ID                           cat                  dog                    0.625
            old.jpg                      dog                  cat                    0.250


            """,
            Show("$model.Confusions"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_is_what_other_cmdlets_take_as_one(bool isSerialized)
    {
        Serve(_app);
        Folder.Picture("cat/1.jpg");

        Session.Run($"Invoke-ClarifaiPredict cat/1.jpg -Model ({(isSerialized ? SerializedCopy.Of(Train) : Train)})");

        Assert.EndsWith("/models/pets/outputs", Service.Requests[^1].Path, StringComparison.Ordinal);
    }

    private static string IdOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..32];

    private void Serve(StubApp app) => Service.Reply = app.Reply;

    private IEnumerable<string> Labels() =>
        _app.Inputs.Values.Select(concepts => string.Join(' ', concepts.Select(concept => $"{concept.Key}={concept.Value}")));

    private ReceivedRequest Request(string method, string path) =>
        Service.Requests.Single(request => request.Method == method && request.Path == path);
}
