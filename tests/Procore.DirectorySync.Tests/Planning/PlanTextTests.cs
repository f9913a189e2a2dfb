using FsCheck;
using FsCheck.Fluent;

namespace Procore.DirectorySync.Tests;

internal sealed class PlanTextTests : SyncTest
{
    [Test]
    public async Task ToJson_and_FromJson_round_trip_a_plan()
    {
        var plan = await EverythingAsync();
        var read = DirectoryPlan.FromJson(plan.ToJson());
        Assert.That(read.ToJson(), Is.EqualTo(plan.ToJson()));
        Assert.That(Printed(read), Is.EqualTo(Printed(plan)));
        Assert.That(read.PlannedAt, Is.EqualTo(Directory.Clock.GetUtcNow()));
        Assert.That((read.Wanted, read.InScope, read.MaxDeactivations, read.MaxChanges), Is.EqualTo((6, 4, 9, (int?)100)));
    }

    [Test]
    public async Task ApplyAsync_applies_a_plan_that_was_saved_as_JSON()
    {
        var read = DirectoryPlan.FromJson((await EverythingAsync()).ToJson());
        var run = await Sync.ApplyAsync(read);
        Assert.That(run.Outcomes.Select(outcome => outcome.IsMade), Is.All.True);
        Assert.That(run.IsComplete, Is.False, "the plan has a conflict");
        Assert.That((await EverythingAsync(isSeeded: true)).IsEmpty);
    }

    [Test]
    public async Task FromJson_names_the_place_where_JSON_is_not_a_plan()
    {
        var json = (await EverythingAsync()).ToJson();
        Assert.That(() => DirectoryPlan.FromJson(""), Throws.TypeOf<FormatException>());
        Assert.That(() => DirectoryPlan.FromJson("[]"), Throws.TypeOf<FormatException>());
        Assert.That(() => DirectoryPlan.FromJson("{}"), Throws.TypeOf<FormatException>());
        Assert.That(() => DirectoryPlan.FromJson(json[..^200]), Throws.TypeOf<FormatException>());
        Assert.That(() => DirectoryPlan.FromJson(json + "{}"), Throws.TypeOf<FormatException>());
        Assert.That(() => DirectoryPlan.FromJson(json.Replace("\"Create\"", "\"Destroy\"")), Throws.TypeOf<FormatException>().With.Message.Contains("changes[0]"));
        Assert.That(() => DirectoryPlan.FromJson(json.Replace("\"job_title\"", "\"password\"")), Throws.TypeOf<FormatException>());
        Assert.That(() => DirectoryPlan.FromJson(json.Replace("\"directory_plan\": 2", "\"directory_plan\": 1")), Throws.TypeOf<FormatException>());
    }

    /// <summary>Whatever becomes of the file, it is a plan or a FormatException.</summary>
    [Test]
    public async Task FromJson_throws_only_FormatException_when_damaged()
    {
        var json = (await EverythingAsync()).ToJson();
        Prop.ForAll(Arb.From(Gen.Choose(0, json.Length - 1)), Arb.From(Gen.Elements("", "\"", "{", "0", "null", "\u0000")), (at, with) =>
        {
            try
            {
                DirectoryPlan.FromJson(json[..at] + with + json[(at + 1)..]);
            }
            catch (FormatException)
            {
            }
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public async Task WriteTo_prints_a_plan() =>
        Assert.That(Printed(await EverythingAsync()).ReplaceLineEndings("\n"), Is.EqualTo($"""
            1 create, 1 link, 1 update, 1 reactivation, 1 deactivation; 1 unchanged, 0 skipped, 1 conflict
            Company {Directory.Company.Id} at api.procore.com. Scope: employees, 4 active users. Source: 6 people.
            Limits: Deactivations: 1 of 9, Creations: 1 of 10, Reactivations: 1 of 5, Updates: 1 of 10, Changes: 5 of 100.

            Create person 0 (origin id HR-0) Ada New?Line <new@bluestone.example>
              origin_id: "HR-0"
              first_name: "Ada"
              last_name: "New\nLine"
              email_address: "new@bluestone.example"
              is_employee: yes

            Link user {Id("link")} Ada Link <link@bluestone.example>
              origin_id: nothing → "HR-1"

            Update user {Id("update")} (origin id HR-2) Ada Update <update@bluestone.example>
              job_title: nothing → "Foreman"

            Reactivate user {Id("return")} (origin id HR-3) Ada Return <return@bluestone.example>
              access that comes back: no project template, no company template, former projects

            Deactivate user {Id("gone")} Ada Gone <gone@bluestone.example>

            Conflict (Unusable): A new user needs an e-mail address.
              person 5 (origin id HR-5) X

            """.ReplaceLineEndings("\n")));

    [Test]
    public async Task ToString_holds_no_names_and_addresses()
    {
        var plan = await EverythingAsync();
        var run = await Sync.ApplyAsync(plan);
        var logged = string.Join("\n", plan.Changes.Cast<object>().Concat(plan.Conflicts).Concat(plan.Skipped).Concat(run.Outcomes).Append(plan).Append(run));
        Assert.That(logged, Does.Not.Contain("@").And.Not.Contain("Ada").And.Not.Contain("Foreman"));
    }

    private string Id(string lastName) => $"{Directory.Single($"{lastName}@bluestone.example").Id}";

    private static string Printed(DirectoryPlan plan)
    {
        using var writer = new StringWriter();
        plan.WriteTo(writer);
        return writer.ToString();
    }

    private async Task<DirectoryPlan> EverythingAsync(bool isSeeded = false)
    {
        if (!isSeeded)
        {
            Directory.Add("Link");
            Directory.Add("Update", "HR-2");
            Directory.Add("Return", "HR-3", isActive: false);
            Directory.Add("Same", "HR-4");
            Directory.Add("Gone");
        }
        var newcomer = Person("New\nLine", "HR-0");
        newcomer.EmailAddress = "new@bluestone.example";
        var update = Person("Update", "HR-2");
        update.JobTitle = "Foreman";
        var options = Options(DirectoryScope.Employees);
        options.MaxDeactivations = 9;
        options.MaxChanges = 100;
        return await PlanAsync(options, newcomer, Person("Link", "HR-1"), update, Person("Return", "HR-3"), Person("Same", "HR-4"), new Person { OriginId = "HR-5", LastName = "X", IsEmployee = true });
    }
}
