using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What would lose an item, take one person for another, or create a user twice.</summary>
internal sealed class SyncSafetyTests
{
    [TestCase("""{"entities":[{"id":1,"email_address":"a@example.com"}],"errors":[{"id":1,"errors":{"id":["is odd"]}}]}""")]
    [TestCase("""{"entities":[{"id":99,"origin_id":"Z","email_address":"other@example.com"}],"errors":[{"id":1,"errors":{"id":["is odd"]}}]}""")]
    public async Task SyncAsync_does_not_match_another_user_to_a_new_user(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }, NewUser("b@example.com")]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Refused, SyncStatus.Unmentioned }));
    }

    [Test]
    public async Task SyncAsync_prefers_an_origin_id_in_another_case_to_a_namesake()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"id":5,"origin_id":"e1","email_address":"a@example.com"}]}""");

        var outcomes = await procore.Users.SyncAsync([new() { OriginId = "E1", EmailAddress = "a@example.com" }, NewUser("a@example.com")]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Unmentioned }));
    }

    [TestCase("""[null]""")]
    [TestCase("null")]
    public async Task SyncAsync_reports_Refused_when_an_error_has_no_text(string said)
    {
        using var procore = ScriptedProcore.Answering($$$"""{"entities":[{"id":1}],"errors":[{"id":2,"errors":{"email_address":{{{said}}}}}]}""");

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }, new() { Id = 2 }]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Refused }));
    }

    [TestCase(""" "success":"partial" """)]
    [TestCase(""" "result":"mixed" """)]
    [TestCase(""" "status":"queued" """)]
    [TestCase(""" "message":"The sync failed, nothing was saved" """)]
    [TestCase(""" "message":"Nothing was saved" """)]
    [TestCase(""" "Error":"boom" """)]
    [TestCase(""" "failures":1 """)]
    public async Task SyncAsync_leaves_all_in_doubt_when_the_response_does_not_say_that_it_succeeded(string said)
    {
        using var procore = ScriptedProcore.Answering($$"""{"entities":[{"id":1}],{{said}}}""");

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }]);

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.Unmentioned));
    }

    [TestCase("""{"entities":[{"id":1}],"error":false,"errors":{"count":0},"message":"No changes","status":"ok"}""")]
    [TestCase("""{"entities":[{"id":1,"status":"not_modified"}]}""")]
    [TestCase("""{"entities":[{"id":1,"sent":false,"success":null}],"status":null}""")]
    [TestCase("""{"entities":[{"id":1}],"errors":[{"id":2,"errors":["is locked"]}],"failed":1,"has_errors":true,"status":"multi_status","message":"1 user saved, 1 failed"}""")]
    [TestCase("""{"entities":[{"id":1}],"message":"Sync complete: 1 created, 1 updated, 0 failed"}""")]
    [TestCase("""{"entities":[{"id":1,"message":"Already up to date","error":false}]}""")]
    [TestCase("""{"data":[{"id":1}],"success":true}""")]
    [TestCase("""{"data":{"entities":[{"id":1,"status":"invitation_not_sent"}],"errors":0}}""")]
    public async Task SyncAsync_reports_Saved_despite_harmless_words(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }]);

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.Saved), string.Join("; ", outcomes.Single().Errors));
    }

    [TestCase("""{"email_address":["has already been taken"]}""", "has already been taken")]
    [TestCase("""{"email_address":"is not an address"}""", "is not an address")]
    public async Task SyncAsync_keeps_the_words_of_an_error_without_errors(string error, string words)
    {
        using var procore = ScriptedProcore.Answering($$"""{"entities":[],"errors":[{{error}}]}""");

        var outcomes = await procore.Users.SyncAsync([NewUser("a@example.com")]);

        Assert.That(outcomes.Single().Errors.Select(said => (said.Field, said.Message)), Has.Some.EqualTo(("email_address", words)));
        Assert.That(outcomes.Single().User, Is.Null);
    }

    [Test]
    public async Task SyncAsync_finds_a_user_whose_origin_id_is_echoed_as_blank()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"id":9,"origin_id":"","email_address":"a@example.com"}]}""");

        var outcomes = await procore.Users.SyncAsync([NewUser("a@example.com")]);

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.Saved));
    }

    [TestCase(""" "success":"hmm" """)]
    [TestCase(""" "message":"The user could not be saved" """)]
    public async Task SyncAsync_leaves_in_doubt_an_entity_whose_result_is_not_understood(string said)
    {
        using var procore = ScriptedProcore.Answering($$"""{"entities":[{"id":1,{{said}}},{"id":2,"result":"updated"}]}""");

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }, new() { Id = 2 }]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Unmentioned, SyncStatus.Saved }));
    }

    [Test]
    public async Task SyncAsync_reads_a_list_of_users_without_its_object()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1},{"id":2,"errors":["is locked"]}]""");

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }, new() { Id = 2 }, new() { Id = 3 }]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Refused, SyncStatus.Unmentioned }));
    }

    [TestCase(""" "result":"not saved" """)]
    [TestCase(""" "success":"no" """)]
    [TestCase(""" "success":false """)]
    [TestCase(""" "success":"false" """)]
    [TestCase(""" "status":"failed" """)]
    [TestCase(""" "result":"Error" """)]
    [TestCase(""" "status":"rejected","message":"is locked" """)]
    public async Task SyncAsync_reports_Refused_when_an_entity_says_it_failed(string said)
    {
        using var procore = ScriptedProcore.Answering($$"""{"entities":[{"id":1,{{said}}},{"id":2,"success":true,"status":"active"}]}""");

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }, new() { Id = 2 }]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Refused, SyncStatus.Saved }));
        Assert.That(outcomes[0].Errors.Single().Message, Is.EqualTo("is locked").Or.StartsWith("Procore refused the request without saying why ("));
    }

    [TestCase("""{"email_address":["is taken"]}""")]
    [TestCase("""{"origin_id":"is taken"}""")]
    [TestCase("""{"id":["is taken"]}""")]
    [TestCase("""{"email_address":"is taken"}""")]
    public async Task SyncAsync_keeps_the_words_of_errors_that_name_no_item(string errors)
    {
        using var procore = ScriptedProcore.Answering($$"""{"entities":[],"errors":{{errors}}}""");

        var outcomes = await procore.Users.SyncAsync([new() { Id = 1 }]);

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.Unmentioned));
        Assert.That(outcomes.Single().Errors.Select(error => error.Message), Does.Contain("is taken"));
    }

    [TestCase("""{"id":"1","message":"is taken"}""")]
    [TestCase("""{"origin_id":"hr-1","message":"is taken"}""")]
    [TestCase("""{"email_address":"a@example.com","message":"is taken"}""")]
    public async Task SyncAsync_matches_an_error_outside_of_a_list(string error)
    {
        using var procore = ScriptedProcore.Answering($$"""{"entities":[{"id":2}],"errors":{{error}}}""");

        var outcomes = await procore.Users.SyncAsync([error.Contains("origin_id", StringComparison.Ordinal) ? new() { OriginId = "HR-1" } : error.Contains("email", StringComparison.Ordinal) ? NewUser("a@example.com") : new() { Id = 1 }, new() { Id = 2 }]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Refused, SyncStatus.Saved }));
        Assert.That(outcomes[0].Errors.Single().Message, Is.EqualTo("is taken"));
    }

    [TestCase("notes", SyncStatus.Saved)]
    [TestCase("errors", SyncStatus.Unmentioned)]
    public async Task SyncAsync_reads_a_response_with_half_of_a_surrogate_pair(string property, SyncStatus status)
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"email_address":"a@example.com","id":1,"last_name":"L\uD83D"},{"email_address":"a@example.com","id":2,"last_name":"M\uD83D"}],"PROPERTY":{"note":"\uD83D"}}""".Replace("PROPERTY", property, StringComparison.Ordinal));

        var outcomes = await procore.Users.SyncAsync([NewUser("a@example.com"), NewUser("a@example.com")]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { status, status }));
    }

    [Test]
    public async Task SyncAsync_sends_no_item_with_half_of_a_surrogate_pair()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"id":4}]}""");

        var outcomes = await procore.Users.SyncAsync(
        [
            new() { Id = 1, AdditionalProperties = { ["custom"] = "\uD83D" } },
            new() { Id = 2, AdditionalProperties = { ["\uDE00"] = 1L } },
            new() { Id = 3, AdditionalProperties = { ["custom"] = new Dictionary<string, object?> { ["\uD83D"] = new List<object?> { "\uD83D" } } } },
            new() { Id = 4, AdditionalProperties = { ["custom"] = "\uD83D\uDE00" } },
        ]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.NotSent, SyncStatus.NotSent, SyncStatus.NotSent, SyncStatus.Saved }));
        Assert.That(outcomes.Take(3).Select(outcome => outcome.Errors.Single().Message), Is.EqualTo(new[]
        {
            "The value of 'custom' isn't valid Unicode: half of a surrogate pair is missing at index 0.",
            "The name of an additional property that begins with '' isn't valid Unicode: half of a surrogate pair is missing at index 0.",
            "The name of an additional property that begins with '' isn't valid Unicode: half of a surrogate pair is missing at index 0.",
        }));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public async Task SyncAsync_sends_no_item_with_a_number_that_JSON_does_not_have(double number)
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"id":3}]}""");

        var outcomes = await procore.Users.SyncAsync(
        [
            new() { Id = 1, AdditionalProperties = { ["custom"] = number } },
            new() { Id = 2, AdditionalProperties = { ["custom"] = new List<object?> { 1.5, number } } },
            new() { Id = 3, AdditionalProperties = { ["custom"] = 1.5 } },
        ]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.NotSent, SyncStatus.NotSent, SyncStatus.Saved }));
        Assert.That(outcomes[1].Errors.Single().Message, Does.StartWith("The value of 'custom' is ").And.Contain("which JSON doesn't have"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void CreateAsync_names_the_property_whose_name_is_not_valid_Unicode(bool hasPicture)
    {
        using var procore = ScriptedProcore.Answering("{}");
        var user = new NewCompanyUser("Cole", "cole@example.com") { AdditionalProperties = { ["badge\uD83D"] = 1L } };
        using var picture = new MemoryStream([1]);

        Assert.That(
            () => procore.Users.CreateAsync(user, hasPicture ? new CompanyUserWriteOptions { Avatar = new Avatar(picture, "cole.png", "image/png") } : null),
            Throws.ArgumentException.With.Message.Contains("begins with 'badge'"));
        Assert.That(procore.Requests, Is.Empty);
    }

    [Test]
    public void SyncAsync_reports_InDoubt_when_a_handler_throws()
    {
        using var procore = new ScriptedProcore(request => throw new ArgumentException("Not yours.", nameof(request)));

        var failure = Assert.ThrowsAsync<SyncInterruptedException>(() => procore.Users.SyncAsync([NewUser("a@example.com")]))!;

        Assert.That((failure.InDoubt.Count, failure.NotApplied.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public void SyncAsync_keeps_the_outcomes_before_an_interruption()
    {
        var requests = 0;
        using var procore = new ScriptedProcore(_ => ++requests < 3 ? Answer.Json("""{"entities":[{"id":1},{"id":2},{"id":3},{"id":4}]}""") : Answer.Json("{}", 500));

        var failure = Assert.ThrowsAsync<SyncInterruptedException>(() => procore.Users.SyncAsync(
            Enumerable.Range(1, 7).Select(id => new CompanyUserSyncItem { Id = id }), new SyncOptions { ItemsPerRequest = 2 }))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Outcomes.Select(outcome => outcome.Position), Is.EqualTo(new[] { 0L, 1, 2, 3 }));
            Assert.That((failure.InDoubt.Count, failure.ResumePosition), Is.EqualTo((2, 6L)));
        }
    }

    [Test]
    public async Task SyncAsync_reports_NotSent_for_items_that_cannot_be_serialized()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"id":1},{"id":3}]}""");

        var outcomes = await procore.Users.SyncAsync(
        [
            new() { Id = 1 },
            new() { Id = 2, AdditionalProperties = { ["hired"] = DateTime.UnixEpoch } },
            new() { Id = 3 },
            new() { Id = 4, AdditionalProperties = { ["id"] = 7L } },
        ]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.NotSent, SyncStatus.Saved, SyncStatus.NotSent }));
    }

    public static IEnumerable<CompanyUserSyncItem> WouldCreateEachTime() =>
    [
        new() { Id = null, LastName = "A", EmailAddress = "a@example.com" },
        new() { OriginId = null, LastName = "A", EmailAddress = "a@example.com" },
        new() { OriginId = " HR-1", LastName = "A", EmailAddress = "a@example.com" },
        new() { OriginId = "HR-1 ", LastName = "A", EmailAddress = "a@example.com" },
    ];

    [TestCaseSource(nameof(WouldCreateEachTime))]
    public async Task SyncAsync_does_not_send_an_item_with_an_invalid_key(CompanyUserSyncItem item)
    {
        using var procore = ScriptedProcore.Answering("{}");

        var outcomes = await procore.Users.SyncAsync([item]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.NotSent));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task SyncAsync_refuses_to_enumerate_the_outcomes_twice()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"id":1}]}""");
        var outcomes = procore.Users.SyncStreamingAsync([new() { Id = 1 }]);
        await outcomes.ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => outcomes.ReadAllAsync(), Throws.InvalidOperationException);
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task SyncAsync_throws_the_interruption_even_if_disposing_the_source_fails()
    {
        using var procore = ScriptedProcore.Answering("{}", 500);

        var (_, failure) = await procore.Users.SyncStreamingAsync(FailingAtItsEnd()).ReadUntilFailureAsync();

        Assert.That(failure, Is.TypeOf<SyncInterruptedException>());

        static void Fail() => throw new InvalidOperationException("Disposed of.");

        static async IAsyncEnumerable<CompanyUserSyncItem> FailingAtItsEnd()
        {
            try
            {
                for (var id = 1; ; id++)
                {
                    await Task.Yield();
                    yield return new() { Id = id };
                }
            }
            finally
            {
                Fail();
            }
        }
    }

    [Test]
    public async Task SyncAsync_keeps_the_ResumePosition_when_the_progress_throws()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"id":1}]}""");

        var (read, failure) = await procore.Users.SyncStreamingAsync([new() { Id = 1 }, new() { Id = 2 }], new SyncOptions { ItemsPerRequest = 1 }, new ProgressLog<SyncProgress>(_ => throw new InvalidOperationException("Not now."))).ReadUntilFailureAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Has.Count.EqualTo(1));
            Assert.That(failure, Is.TypeOf<SyncInterruptedException>().With.Property(nameof(SyncInterruptedException.ResumePosition)).EqualTo(1));
        }
    }

    private static CompanyUserSyncItem NewUser(string emailAddress) => new() { LastName = "New", EmailAddress = emailAddress };
}
