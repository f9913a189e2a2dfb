using System.Text.Json.Nodes;

namespace Procore.DirectorySync.Tests;

/// <summary>A plan's text is a contract: people review and keep it, and later versions read it.</summary>
internal sealed class PlanJsonTests : SyncTest
{
    [Test]
    public async Task ToJson_writes_texts_ids_and_dates_as_they_are()
    {
        var user = Directory.Company.AddUser(new FakeUser { FirstName = "Zo\u00EB \U0001F477", LastName = "O'Brien <&> \"3\"\u2028", EmailAddress = "z@bluestone.example", OriginId = "0012", IsEmployee = true });
        var plan = await PlanAsync(new Person { OriginId = "0012", JobTitle = "2026-02-03T04:05:06Z", BusinessPhoneExtension = 9007199254740993 });
        var json = plan.ToJson();
        Assert.That(json.Replace("\r\n", "\n", StringComparison.Ordinal), Does.Contain($$"""
              "changes": [
                {
                  "kind": "Update",
                  "person": {
                    "user_id": {{user.Id}},
                    "position": 0,
                    "origin_id": "0012",
                    "name": "Zoë 👷 O'Brien <&> \"3\"\u2028",
                    "email_address": "z@bluestone.example"
                  },
                  "updated_at": "{{user.UpdatedAt:O}}",
                  "fields": [
                    {
                      "field": "job_title",
                      "old": null,
                      "new": "2026-02-03T04:05:06Z"
                    },
                    {
                      "field": "business_phone_extension",
                      "old": null,
                      "new": 9007199254740993
                    }
                  ],
                  "restored_access": null
                }
              ],
              "unchanged": [],
            """.Replace("\r\n", "\n", StringComparison.Ordinal)));
        Assert.That(DirectoryPlan.FromJson(json).ToJson(), Is.EqualTo(json));
    }

    [Test]
    public async Task FromJson_reads_half_of_a_surrogate_pair()
    {
        var json = (await PlanAsync(Person("Abbott", "HR-1"))).ToJson().Replace("\"Abbott\"", "\"\\ud83d\"", StringComparison.Ordinal);
        Assert.That(DirectoryPlan.FromJson(json).Creates.Single().Fields.Single(field => field.Name == "last_name").New, Is.EqualTo("\ufffd"));
    }

    [Test]
    public async Task FromJson_takes_the_last_of_properties_with_one_name()
    {
        var json = (await PlanAsync(Person("Abbott", "HR-1"))).ToJson();
        Assert.That(DirectoryPlan.FromJson("{\"directory_plan\": 1, \"warnings\": 5," + json.Substring(1)).ToJson(), Is.EqualTo(json));
    }

    [TestCase("", "line 1")]
    [TestCase("{\n\"directory_plan\": 2,\n\"scope\": \"cut o", "line 3")]
    [TestCase("[]", "line 1")]
    [TestCase("{\"directory_plan\": 2} {}", "line 1")]
    [TestCase("{\"directory_plan\": 2, \"scope\": undefined}", "line 1")]
    [TestCase("{\"directory_plan\": 2.0}", "'directory_plan' is impossible")]
    [TestCase("{\"directory_plan\": 99999999999999999999}", "'directory_plan' is impossible")]
    [TestCase("{\"directory_plan\": 3}", "Plan again")]
    public void FromJson_throws_when_the_text_is_no_plan(string json, string message) =>
        Assert.That(() => DirectoryPlan.FromJson(json), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public async Task FromJson_reads_a_plan_without_the_newest_properties()
    {
        var plan = await PlanAsync(Person("Abbott", "HR-1"));
        var json = JsonNode.Parse(plan.ToJson())!.AsObject();
        foreach (var name in new[] { "not_undone", "journal_cut_off" })
            Assert.That(json.Remove(name), name);

        var read = DirectoryPlan.FromJson(json.ToJsonString());

        Assert.That((read.NotUndone.Count, read.IsJournalCutOff), Is.EqualTo((0, false)));
        Assert.That(read.ToJson(), Is.EqualTo(plan.ToJson()));
    }

    [TestCase("{\"a\":")]
    [TestCase("[")]
    public void FromJson_throws_when_the_text_nests_deeply(string open) =>
        Assert.That(() => DirectoryPlan.FromJson(string.Concat("{\"directory_plan\": ", string.Concat(Enumerable.Repeat(open, 200_000)))), Throws.TypeOf<FormatException>().With.Message.Contains("line 1"));

    [TestCase("\"user_id\": null", "\"user_id\": 1.5", "changes[0].person.user_id")]
    [TestCase("\"field\": \"last_name\"", "\"field\": \"age\"", "changes[0].fields[")]
    [TestCase("\"unchanged\": [", "\"unchanged\": [null", "unchanged[0]")]
    [TestCase("\"warnings\": [", "\"warnings\": [7", "warnings[0]")]
    [TestCase("\"fields\": [", "\"fields\": [true,", "changes[0].fields[0]")]
    [TestCase("\"kind\": \"Create\"", "\"kind\": \"Destroy\"", "'kind' is missing or unknown at 'changes[0]'")]
    public async Task FromJson_names_the_place_of_a_wrong_value(string old, string edited, string place)
    {
        var json = (await PlanAsync(Person("Abbott", "HR-1"))).ToJson();
        Assert.That(json, Does.Contain(old));
        Assert.That(() => DirectoryPlan.FromJson(json.Replace(old, edited, StringComparison.Ordinal)), Throws.TypeOf<FormatException>().With.Message.Contains(place));
    }
}
