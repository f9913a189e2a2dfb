using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>Which part of an answer is about which item.</summary>
internal sealed class SyncMatchTests
{
    private const string DoesNotMention = "Procore's response doesn't mention this item. Look the user up before you send it again.";

    [Test]
    public async Task SyncAsync_matches_an_id_even_if_everything_else_differs()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":8,"origin_id":"b","email_address":"a@example.com"},{"id":7,"origin_id":"x","email_address":"b@example.com"}]}""",
            new() { Id = 7, OriginId = "a", EmailAddress = "a@example.com" },
            new() { Id = 8, EmailAddress = "b@example.com" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 7, 8 }));
    }

    [Test]
    public async Task SyncAsync_matches_equal_addresses_by_what_else_is_equal()
    {
        static CompanyUserSyncItem Item(string level) => new() { LastName = "A", EmailAddress = "a@example.com", AdditionalProperties = { ["badge"] = new Dictionary<string, object?> { ["level"] = level, ["doors"] = new List<object?> { 1L } } } };

        var outcomes = await Sync(
            """{"entities":[{"id":2,"email_address":"a@example.com","badge":{"level":"B","doors":[1]}},{"id":1,"email_address":"a@example.com","badge":{"level":"A","doors":[1]}}]}""",
            Item("A"),
            Item("B"));

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 1, 2 }));
    }

    [Test]
    public async Task SyncAsync_keeps_a_refusal_when_the_response_as_a_whole_is_in_doubt()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"origin_id":"a"}],"errors":[{"origin_id":"b","errors":{"email_address":["is taken"]}}],"status":"error"}""",
            new() { OriginId = "a" },
            new() { OriginId = "b" });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Unmentioned, SyncStatus.Refused }));
        Assert.That(outcomes[0].Errors[0].Message, Is.EqualTo("Procore's response as a whole isn't a success, so it isn't certain that the item was saved. Look the user up before you send it again."));
        Assert.That(outcomes[1].Errors.Select(error => (error.Field, error.Message)), Is.EqualTo(new[] { ("email_address", "is taken") }));
    }

    [Test]
    public async Task SyncAsync_says_that_a_result_is_not_understood()
    {
        var outcome = (await Sync("""{"entities":[{"id":1,"origin_id":"a"}],"success":"hmm"}""", new CompanyUserSyncItem { OriginId = "a" })).Single();

        Assert.That(outcome.Status, Is.EqualTo(SyncStatus.Unmentioned));
        Assert.That(outcome.Errors.Select(error => error.Message), Has.Some.EqualTo("Procore's response has a result that isn't one of success."));
    }

    [TestCase("""[{"origin_id":"a","errors":{"login":{"message":"is locked"}}}]""")]
    [TestCase("""{"errors":{"login":{"message":"is locked"}}}""")]
    [TestCase("""[{"origin_id":"a","email_address":" is locked"}]""")]
    public async Task SyncAsync_reads_a_reason_in_any_place(string errors)
    {
        var outcome = (await Sync($$"""{"errors":{{errors}}}""", new CompanyUserSyncItem { OriginId = "a" })).Single();

        Assert.That(outcome.Status, Is.Not.EqualTo(SyncStatus.Saved));
        Assert.That(outcome.Errors.Select(error => error.Message.Trim()), Has.Some.EqualTo("is locked"));
    }

    [Test]
    public async Task SyncAsync_matches_an_origin_id_exactly()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"origin_id":"B"},{"id":2,"origin_id":"b"},{"id":3,"origin_id":"a"}]}""",
            new() { OriginId = "a" },
            new() { OriginId = "b" },
            new() { OriginId = "B" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 3, 2, 1 }));
    }

    [Test]
    public async Task SyncAsync_matches_an_origin_id_in_another_case_if_it_is_unique()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"origin_id":"HR-1"},{"id":2,"origin_id":"X"},{"id":3,"origin_id":"hr-2"}]}""",
            new() { OriginId = "hr-1" },
            new() { OriginId = "hr-2" },
            new() { OriginId = "hr-3" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 1, 3, null }));
    }

    [Test]
    public async Task SyncAsync_matches_no_origin_id_that_fits_two_items()
    {
        var outcomes = await Sync("""{"entities":[{"id":1,"origin_id":"Ab"}]}""", new() { OriginId = "ab" }, new() { OriginId = "AB" });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Unmentioned, SyncStatus.Unmentioned }));
    }

    [Test]
    public async Task SyncAsync_matches_an_item_with_both_keys_by_its_id()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":2,"origin_id":"a"},{"id":7,"origin_id":"a"}]}""",
            new() { Id = 7, OriginId = "b" },
            new() { OriginId = "a" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 7, 2 }));
    }

    [TestCase("ada@example.com")]
    [TestCase("ADA@Example.com")]
    [TestCase(" ada@example.com ")]
    public async Task SyncAsync_matches_a_new_user_by_the_address_in_any_case(string answered)
    {
        var outcomes = await Sync(
            $$"""{"entities":[{"id":2,"email_address":"BOB@example.com"},{"id":1,"email_address":"{{answered}}","last_name":"LOVELACE","first_name":null}]}""",
            NewUser("Ada@example.com", "Lovelace"),
            NewUser("bob@example.com", "Babbage"));

        Assert.That(outcomes.Select(outcome => (outcome.Status, outcome.User?.Id)), Is.EqualTo(new[] { (SyncStatus.Saved, (long?)1), (SyncStatus.Saved, 2) }));
    }

    [TestCase("""{"id":1,"email_address":"we@example.com","first_name":"Ada"},{"id":2,"email_address":"we@example.com","first_name":"Bob"}""")]
    [TestCase("""{"id":2,"email_address":"we@example.com","first_name":"Bob"},{"id":1,"email_address":"WE@EXAMPLE.COM","first_name":"Ada"}""")]
    [TestCase("""{"id":2,"email_address":"we@example.com","first_name":"Bob","last_name":"CHANGED"},{"id":1,"email_address":"we@example.com","first_name":"Ada"}""")]
    public async Task SyncAsync_distinguishes_new_users_with_one_address_by_other_fields(string entities)
    {
        var outcomes = await Sync(
            $$"""{"entities":[{{entities}}]}""",
            new() { EmailAddress = "we@example.com", LastName = "L", FirstName = "Ada" },
            new() { EmailAddress = "we@example.com", LastName = "L", FirstName = "Bob" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 1, 2 }));
    }

    [TestCase("""{"id":2,"email_address":"we@example.com","last_name":"L","first_name":"Bob"},{"id":1,"email_address":"we@example.com","last_name":"L","first_name":null}""")]
    [TestCase("""{"id":1,"email_address":"we@example.com","last_name":"L","first_name":null},{"id":2,"email_address":"we@example.com","last_name":"L","first_name":"Bob"}""")]
    public async Task SyncAsync_matches_the_item_with_more_equal_fields(string entities)
    {
        var outcomes = await Sync(
            $$"""{"entities":[{{entities}}]}""",
            new() { EmailAddress = "we@example.com", LastName = "L" },
            new() { EmailAddress = "we@example.com", LastName = "L", FirstName = "Bob" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 1, 2 }));
    }

    [Test]
    public async Task SyncAsync_matches_an_error_to_the_item_without_the_missing_field()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"email_address":"we@example.com"}],"errors":[{"email_address":"we@example.com","last_name":"L","errors":{"base":["no"]}}]}""",
            new() { EmailAddress = "we@example.com", LastName = "L", FirstName = "Bob" },
            new() { EmailAddress = "we@example.com", LastName = "L" });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Refused }));
    }

    [Test]
    public async Task SyncAsync_matches_identical_items_to_one_result_each()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"email_address":"we@example.com"}],"errors":[{"email_address":"we@example.com","errors":{"email_address":["is taken"]}}]}""",
            NewUser("we@example.com", "L"),
            NewUser("we@example.com", "L"));

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EquivalentTo(new[] { SyncStatus.Saved, SyncStatus.Refused }));
    }

    [Test]
    public async Task SyncAsync_matches_the_last_item_to_the_last_result()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":7},{"id":9,"name":"Ada"}]}""",
            new() { OriginId = "a" },
            new() { Id = 7 });

        Assert.That(outcomes.Select(outcome => (outcome.Status, outcome.User?.Id)), Is.EqualTo(new[] { (SyncStatus.Saved, (long?)9), (SyncStatus.Saved, 7) }));
    }

    [TestCase("""{"id":9,"name":"Ada"}""")]
    [TestCase("""{"origin_id":"b"}""")]
    [TestCase("""{"email_address":"b@example.com"}""")]
    public async Task SyncAsync_does_not_match_the_last_result_if_its_key_contradicts(string stray)
    {
        var outcomes = await Sync(
            $$"""{"entities":[{{stray}}]}""",
            stray.Contains("\"id\"") ? new() { Id = 7 } : stray.Contains("origin_id") ? new() { OriginId = "a" } : NewUser("a@example.com", "A"));

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.Unmentioned));
    }

    [TestCase("{}")]
    [TestCase("""{"entities":null,"errors":null}""")]
    [TestCase("""{"entities":[],"errors":[]}""")]
    public async Task SyncAsync_reports_Unmentioned_for_items_missing_from_the_response(string answer)
    {
        var outcomes = await Sync(answer, new() { Id = 7 }, new() { OriginId = "a" }, NewUser("a@example.com", "A"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(Enumerable.Repeat(SyncStatus.Unmentioned, 3)));
            Assert.That(outcomes.Select(outcome => outcome.Errors.Single().Message), Is.EqualTo(Enumerable.Repeat(DoesNotMention, 3)));
            Assert.That(outcomes.Select(outcome => outcome.User), Is.All.Null);
        }
    }

    [Test]
    public async Task SyncAsync_counts_a_repeated_result_once()
    {
        var outcomes = await Sync("""{"entities":[{"id":7},{"id":7}]}""", new() { Id = 7 }, new() { Id = 8 });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Unmentioned }));
    }

    [Test]
    public async Task SyncAsync_applies_an_error_without_a_key_to_all_unmentioned_items()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":7}],"errors":[{"errors":{"base":["is wrong"]}}]}""",
            new() { Id = 7 },
            new() { Id = 8 },
            new() { OriginId = "a" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Unmentioned, SyncStatus.Unmentioned }));
            Assert.That(outcomes[0].Errors, Is.Empty);
            Assert.That(outcomes.Skip(1).Select(outcome => outcome.Errors[^1].ToString()), Is.EqualTo(new[] { "base: is wrong", "base: is wrong" }));
        }
    }

    [Test]
    public async Task SyncAsync_applies_an_error_without_a_key_to_the_only_unmentioned_item()
    {
        var outcomes = await Sync("""{"entities":[{"id":7}],"errors":[{"errors":{"base":["is wrong"]}}]}""", new() { Id = 7 }, new() { Id = 8 });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Refused }));
    }

    [Test]
    public async Task SyncAsync_returns_all_errors_with_their_fields()
    {
        var outcomes = await Sync(
            """{"errors":[{"id":7,"errors":{"email_address":["is taken","is too long"],"zip":["is wrong"]}}]}""",
            new CompanyUserSyncItem { Id = 7 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.Refused));
            Assert.That(outcomes.Single().User, Is.Null);
            Assert.That(
                outcomes.Single().Errors.Select(error => (error.Field, error.Message)),
                Is.EqualTo(new[] { ("email_address", "is taken"), ("email_address", "is too long"), ("zip", "is wrong") }));
        }
    }

    [TestCase("""{"id":7,"errors":null}""")]
    [TestCase("""{"id":7,"errors":{}}""")]
    [TestCase("""{"id":7}""")]
    [TestCase("""{"id":7,"errors":{"zip":null}}""")]
    [TestCase("""{"id":7,"errors":{"zip":[]}}""")]
    [TestCase("""{"id":7,"errors":{"zip":[null]}}""")]
    public async Task SyncAsync_reports_a_refusal_without_a_message(string error)
    {
        var outcomes = await Sync($$"""{"errors":[{{error}}]}""", new() { Id = 7 }, new() { Id = 8 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes[0].Status, Is.EqualTo(SyncStatus.Refused));
            Assert.That(outcomes[0].Errors.Single().Message, Does.Contain("without saying why"));
            Assert.That(outcomes[1].Status, Is.EqualTo(SyncStatus.Unmentioned));
        }
    }

    [Test]
    public async Task SyncAsync_matches_1000_new_users_with_one_address_quickly()
    {
        var items = Enumerable.Range(0, 1000).Select(n => new CompanyUserSyncItem { EmailAddress = "we@example.com", LastName = "L", EmployeeId = $"{n}" }).ToArray();
        using var procore = new ScriptedProcore(request => Answer.Json(SyncBody.Result(request.Updates().Select(SyncBody.Saved).Reverse(), []).ToString()));

        var outcomes = await procore.Users.SyncAsync(items).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(outcomes.Select(outcome => outcome.User?.EmployeeId), Is.EqualTo(items.Select(item => item.EmployeeId.Value)));
    }

    [TestCase(""" "success":false """)]
    [TestCase(""" "status":"failed" """)]
    [TestCase(""" "status":422 """)]
    [TestCase(""" "error":"rolled back" """)]
    [TestCase(""" "errors":["rolled back"] """)]
    public async Task SyncAsync_leaves_all_in_doubt_when_the_response_as_a_whole_is_not_a_success(string said)
    {
        var outcomes = await Sync($$"""{"entities":[{"id":7},{"id":8}],{{said}}}""", new() { Id = 7 }, new() { Id = 8 });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Unmentioned, SyncStatus.Unmentioned }));
    }

    [TestCase(true, "ReactivateAsync")]
    [TestCase(false, "DeactivateAsync")]
    public async Task SyncAsync_reports_a_user_that_was_saved_except_is_active(bool wanted, string remedy)
    {
        var outcomes = await Sync(
            $$"""{"entities":[{"id":7,"is_active":{{(wanted ? "false" : "true")}}},{"id":8,"is_active":{{(wanted ? "true" : "false")}}}]}""",
            new() { Id = 7, IsActive = wanted },
            new() { Id = 8, IsActive = wanted });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.SavedExceptIsActive, SyncStatus.Saved }));
        var error = outcomes[0].Errors.Single();
        Assert.That((error.Field, error.Message), Is.EqualTo(("is_active", $"Saved, but is_active was left as it was; call {remedy}.")));
    }

    [Test]
    public async Task SyncAsync_reads_errors_by_position()
    {
        var outcomes = await Sync(
            """{"errors":{"0":{"id":7,"errors":{"zip":["is bad"]}},"1":{"id":8,"errors":{"city":["is worse"]}}}}""",
            new() { Id = 7 },
            new() { Id = 8 });

        Assert.That(outcomes.Select(outcome => (outcome.Status, outcome.Errors.Single().Field)), Is.EqualTo(new[] { (SyncStatus.Refused, "zip"), (SyncStatus.Refused, "city") }));
    }

    [TestCase("\"is_employee\":true", SyncStatus.Saved)]
    [TestCase("\"origin_id\":\"b\"", SyncStatus.Unmentioned)]
    public async Task SyncAsync_takes_the_only_result_left_unless_it_has_a_key_that_the_item_lacks(string property, SyncStatus status)
    {
        var outcomes = await Sync($$"""{"entities":[{"id":9,{{property}}}]}""", NewUser("a@example.com", "Abbott"));

        Assert.That(outcomes.Single().Status, Is.EqualTo(status));
    }

    [Test]
    public async Task SyncAsync_tells_new_users_with_one_address_apart_by_unpublished_properties()
    {
        CompanyUserSyncItem[] items = [NewUser("we@example.com", "Abbott"), NewUser("we@example.com", "Abbott")];
        items[0].AdditionalProperties["tags"] = new List<object?> { "a", "b" };
        items[1].AdditionalProperties["tags"] = new List<object?> { "a", "c" };

        var outcomes = await Sync(
            """{"entities":[{"id":2,"email_address":"we@example.com","last_name":"Abbott","tags":["a","c"]},{"id":1,"email_address":"we@example.com","last_name":"Abbott","tags":["a","b"]}]}""",
            items);

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 1, 2 }));
    }

    private static CompanyUserSyncItem NewUser(string emailAddress, string lastName) => new() { EmailAddress = emailAddress, LastName = lastName };

    private static async Task<IReadOnlyList<SyncOutcome>> Sync(string answer, params CompanyUserSyncItem[] items)
    {
        using var procore = ScriptedProcore.Answering(answer);
        return await procore.Users.SyncAsync(items);
    }
}
