using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>Which part of an answer is about which item.</summary>
internal sealed class SyncMatchTests
{
    private const string DoesNotMention = "Procore's answer doesn't mention this item. Look the user up before sending it again.";

    [Test]
    public async Task An_id_finds_its_item_whatever_else_differs()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":8,"origin_id":"b","email_address":"a@example.com"},{"id":7,"origin_id":"x","email_address":"b@example.com"}]}""",
            new() { Id = 7, OriginId = "a", EmailAddress = "a@example.com" },
            new() { Id = 8, EmailAddress = "b@example.com" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 7, 8 }));
    }

    [Test]
    public async Task An_origin_id_finds_its_item_to_the_letter()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"origin_id":"B"},{"id":2,"origin_id":"b"},{"id":3,"origin_id":"a"}]}""",
            new() { OriginId = "a" },
            new() { OriginId = "b" },
            new() { OriginId = "B" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 3, 2, 1 }));
    }

    [Test]
    public async Task An_origin_id_in_another_case_is_found_where_only_one_can_be_meant()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"origin_id":"HR-1"},{"id":2,"origin_id":"X"},{"id":3,"origin_id":"hr-2"}]}""",
            new() { OriginId = "hr-1" },
            new() { OriginId = "hr-2" },
            new() { OriginId = "hr-3" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 1, 3, null }));
    }

    [Test]
    public async Task An_origin_id_that_two_might_have_sent_is_neither_s()
    {
        var outcomes = await Sync("""{"entities":[{"id":1,"origin_id":"Ab"}]}""", new() { OriginId = "ab" }, new() { OriginId = "AB" });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Unmentioned, SyncStatus.Unmentioned }));
    }

    [Test]
    public async Task An_item_with_both_is_found_by_its_id_alone()
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
    public async Task A_new_user_is_found_by_the_address_in_whatever_case(string answered)
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
    public async Task Two_new_users_with_one_address_are_told_apart_by_what_else_they_have(string entities)
    {
        var outcomes = await Sync(
            $$"""{"entities":[{{entities}}]}""",
            new() { EmailAddress = "we@example.com", LastName = "L", FirstName = "Ada" },
            new() { EmailAddress = "we@example.com", LastName = "L", FirstName = "Bob" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 1, 2 }));
    }

    [TestCase("""{"id":2,"email_address":"we@example.com","last_name":"L","first_name":"Bob"},{"id":1,"email_address":"we@example.com","last_name":"L","first_name":null}""")]
    [TestCase("""{"id":1,"email_address":"we@example.com","last_name":"L","first_name":null},{"id":2,"email_address":"we@example.com","last_name":"L","first_name":"Bob"}""")]
    public async Task Of_two_that_fit_the_one_of_whom_more_is_the_same_is_meant(string entities)
    {
        var outcomes = await Sync(
            $$"""{"entities":[{{entities}}]}""",
            new() { EmailAddress = "we@example.com", LastName = "L" },
            new() { EmailAddress = "we@example.com", LastName = "L", FirstName = "Bob" });

        Assert.That(outcomes.Select(outcome => outcome.User?.Id), Is.EqualTo(new long?[] { 1, 2 }));
    }

    [Test]
    public async Task An_error_that_leaves_an_attribute_out_is_about_the_item_that_did()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"email_address":"we@example.com"}],"errors":[{"email_address":"we@example.com","last_name":"L","errors":{"base":["no"]}}]}""",
            new() { EmailAddress = "we@example.com", LastName = "L", FirstName = "Bob" },
            new() { EmailAddress = "we@example.com", LastName = "L" });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Refused }));
    }

    [Test]
    public async Task Two_that_are_the_same_to_the_letter_get_one_answer_each()
    {
        var outcomes = await Sync(
            """{"entities":[{"id":1,"email_address":"we@example.com"}],"errors":[{"email_address":"we@example.com","errors":{"email_address":["is taken"]}}]}""",
            NewUser("we@example.com", "L"),
            NewUser("we@example.com", "L"));

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EquivalentTo(new[] { SyncStatus.Saved, SyncStatus.Refused }));
    }

    [Test]
    public async Task The_last_item_and_the_last_answer_belong_together()
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
    public async Task But_not_if_they_contradict_each_other(string stray)
    {
        var outcomes = await Sync(
            $$"""{"entities":[{{stray}}]}""",
            stray.Contains("\"id\"") ? new() { Id = 7 } : stray.Contains("origin_id") ? new() { OriginId = "a" } : NewUser("a@example.com", "A"));

        Assert.That(outcomes.Single().Status, Is.EqualTo(SyncStatus.Unmentioned));
    }

    [TestCase("{}")]
    [TestCase("""{"entities":null,"errors":null}""")]
    [TestCase("""{"entities":[],"errors":[]}""")]
    public async Task What_the_answer_does_not_mention_is_not_taken_for_saved(string answer)
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
    public async Task An_answer_that_comes_twice_counts_once()
    {
        var outcomes = await Sync("""{"entities":[{"id":7},{"id":7}]}""", new() { Id = 7 }, new() { Id = 8 });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Unmentioned }));
    }

    [Test]
    public async Task An_error_without_a_key_goes_to_all_that_have_no_answer()
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
    public async Task An_error_without_a_key_is_about_the_only_item_that_has_no_answer()
    {
        var outcomes = await Sync("""{"entities":[{"id":7}],"errors":[{"errors":{"base":["is wrong"]}}]}""", new() { Id = 7 }, new() { Id = 8 });

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { SyncStatus.Saved, SyncStatus.Refused }));
    }

    [Test]
    public async Task A_refusal_has_all_messages_with_their_fields()
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
    public async Task A_refusal_without_a_message_says_so(string error)
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
    public async Task A_thousand_new_users_with_one_address_are_matched_in_time()
    {
        var items = Enumerable.Range(0, 1000).Select(n => new CompanyUserSyncItem { EmailAddress = "we@example.com", LastName = "L", EmployeeId = $"{n}" }).ToArray();
        using var procore = new ScriptedProcore(request => Answer.Json(SyncBody.Result(request.Updates().Select(SyncBody.Saved).Reverse(), []).ToString()));

        var outcomes = await procore.Users.SyncAllAsync(items).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(outcomes.Select(outcome => outcome.User?.EmployeeId), Is.EqualTo(items.Select(item => item.EmployeeId.Value)));
    }

    private static CompanyUserSyncItem NewUser(string emailAddress, string lastName) => new() { EmailAddress = emailAddress, LastName = lastName };

    private static async Task<IReadOnlyList<SyncOutcome>> Sync(string answer, params CompanyUserSyncItem[] items)
    {
        using var procore = ScriptedProcore.Answering(answer);
        return await procore.Users.SyncAllAsync(items);
    }
}
