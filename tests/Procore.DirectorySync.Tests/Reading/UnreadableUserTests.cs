using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync.Tests;

/// <summary>Users of which the response leaves out a property, or has a value of another type: they cost neither the night nor anybody's access.</summary>
internal sealed class UnreadableUserTests : SyncTest
{
    private static readonly string[] OddValues = ["{}", "[\"HR-1\"]", "missing"];

    [TestCase("origin_id", "{}")]
    [TestCase("origin_id", "[\"HR-1\"]")]
    [TestCase("origin_id", "missing")]
    [TestCase("email_address", "[\"abbott@bluestone.example\"]")]
    [TestCase("email_address", "missing")]
    [TestCase("is_active", "1")]
    [TestCase("is_active", "null")]
    [TestCase("is_active", "missing")]
    public async Task PlanAsync_leaves_a_user_alone_that_cannot_be_read(string property, string value)
    {
        var user = Directory.Add("Abbott", "HR-1");
        var other = Directory.Add("Brandt", "HR-2");
        var leaver = Directory.Add("Gone", "HR-9");
        Change(user, property, value);
        var abbott = Person("Abbott", "HR-1");
        abbott.JobTitle = "Foreman";
        var brandt = Person("Brandt", "HR-2");
        brandt.JobTitle = "Foreman";

        var plan = await PlanAsync(abbott, brandt, Person("Cole", "HR-3"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Updates.Select(change => change.Person.UserId), Is.EqualTo(new long?[] { other.Id }));
            Assert.That(plan.Creates.Select(change => change.Person.OriginId), Is.EqualTo(new[] { "HR-3" }));
            Assert.That(plan.Deactivations.Select(change => change.Person.UserId), Is.EqualTo(new long?[] { leaver.Id }));
            Assert.That(plan.Conflicts.Select(conflict => (conflict.Reason, conflict.People.Single().Position, conflict.Users.Single().UserId)), Is.EqualTo(new[] { (ConflictReason.UnreadableUser, (long?)0, (long?)user.Id) }));
            Assert.That(plan.IsComplete, Is.False);
        }
        var run = await Sync.ApplyAsync(plan);
        Assert.That(run.Outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ChangeStatus.Done));
        Assert.That(Directory.User(user.Id).IsActive, Is.True);
    }

    [TestCase("origin_id", "{}")]
    [TestCase("origin_id", "missing")]
    [TestCase("email_address", "[]")]
    [TestCase("employee_id", "{}")]
    [TestCase("is_active", "1")]
    [TestCase("is_active", "missing")]
    public async Task PlanAsync_reports_a_user_that_cannot_be_read_and_is_not_in_the_source(string property, string value)
    {
        var user = Directory.Add("Gone", "HR-9", employeeId: "E9");
        Directory.Add("Abbott", "HR-1", employeeId: "E1");
        Change(user, property, value);
        var options = Options();
        options.MatchByEmployeeId = true;

        var plan = await PlanAsync(options, Person("Abbott", "HR-1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.IsEmpty);
            Assert.That(plan.Skipped.Where(skipped => !skipped.IsExpected).Select(skipped => (skipped.Person.UserId, skipped.Reason)), Is.EqualTo(new[] { ((long?)user.Id, SkipReason.Unreadable) }));
            Assert.That(plan.Problems.Select(problem => problem.Key), Has.Exactly(1).StartsWith("Skipped Unreadable"));
            Assert.That(plan.IsComplete, Is.False);
            Assert.That(DirectoryPlan.FromJson(plan.ToJson()).Skipped.Select(skipped => skipped.ToString()), Is.EqualTo(plan.Skipped.Select(skipped => skipped.ToString())));
        }
    }

    [TestCase("\"\"")]
    [TestCase("7")]
    [TestCase("null")]
    [TestCase("missing")]
    public async Task PlanAsync_needs_no_readable_time_of_the_last_change(string value)
    {
        var user = Directory.Add("Abbott", "HR-1");
        Change(user, "updated_at", value);
        var abbott = Person("Abbott", "HR-1");
        abbott.JobTitle = "Foreman";

        var run = await RunAsync(Options(), abbott);

        Assert.That(run.IsComplete);
        Assert.That(Directory.User(user.Id).JobTitle, Is.EqualTo("Foreman"));
    }

    [TestCase("Ada", "Abbott", false)]
    [TestCase("Bea", "Abbott", true)]
    [TestCase("Ada", "Brandt", true)]
    [TestCase(null, "Abbott", false)]
    public async Task PlanAsync_creates_no_person_with_the_name_of_a_user_that_cannot_be_read(string? firstName, string lastName, bool isCreated)
    {
        var user = Directory.Add("Abbott", "HR-1");
        Change(user, "origin_id", "{}");
        var person = new Person { OriginId = "HR-1", FirstName = firstName, LastName = lastName, EmailAddress = "other@bluestone.example", IsEmployee = true };

        var plan = await PlanAsync(person);

        Assert.That(plan.Creates, Has.Count.EqualTo(isCreated ? 1 : 0));
        Assert.That(plan.Conflicts.Select(conflict => conflict.Reason), isCreated ? Is.Empty : Is.EqualTo(new[] { ConflictReason.UnreadableUser }));
        Assert.That(plan.IsComplete, Is.False);
    }

    [Test]
    public async Task PlanAsync_creates_nobody_when_a_user_has_neither_a_readable_key_nor_a_name()
    {
        var user = Directory.Add("Abbott", "HR-1");
        Change(user, "origin_id", "{}");
        Change(user, "last_name", "{}");

        var plan = await PlanAsync(Person("Brandt", "HR-2"), Person("Cole", "HR-3"));

        Assert.That(plan.IsEmpty);
        Assert.That(plan.Conflicts.Select(conflict => (conflict.Reason, conflict.Users.Single().UserId)), Is.EqualTo(new[] { (ConflictReason.UnreadableUser, (long?)user.Id), (ConflictReason.UnreadableUser, user.Id) }));
    }

    [Test]
    public async Task PlanAsync_creates_a_person_whose_origin_id_is_another_one()
    {
        var user = Directory.Add("Abbott", "HR-1");
        Change(user, "email_address", "{}");

        var plan = await PlanAsync(Options(), Person("Abbott", "HR-2"));

        Assert.That(plan.Creates, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task PlanDeactivationsAsync_finds_a_user_by_id_whose_keys_cannot_be_read()
    {
        var user = Directory.Add("Abbott", "HR-1");
        Change(user, "origin_id", "{}");

        var plan = await Sync.PlanDeactivationsAsync([user.Id]);

        Assert.That(plan.Deactivations.Select(change => change.Person.UserId), Is.EqualTo(new long?[] { user.Id }));
    }

    [TestCaseSource(nameof(OddValues))]
    public void PlanAsync_throws_when_no_user_has_a_key_that_can_be_read(string value)
    {
        Directory.Add("Abbott", "HR-1");
        Change(null, "origin_id", value);

        Assert.That(() => PlanAsync(Person("Abbott", "HR-1")), Throws.TypeOf<ProcoreException>().With.Message.Contains("OriginId of all users"));
    }

    [Test]
    public async Task PlanAsync_reports_a_user_whose_place_in_the_scope_cannot_be_read()
    {
        var vendor = Directory.Company.AddVendor("Acme");
        var user = Directory.Company.AddUser(new FakeUser { LastName = "Gone", EmailAddress = "gone@bluestone.example", OriginId = "HR-9", VendorId = vendor.Id });
        Directory.Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "abbott@bluestone.example", OriginId = "HR-1", VendorId = vendor.Id });
        var abbott = new Person { OriginId = "HR-1", LastName = "Abbott" };
        Change(user, "vendor", """{"id":"x","name":"Acme"}""");

        var byVendor = await PlanAsync(Options(DirectoryScope.Vendors(vendor.Id)), abbott);
        Change(user, "is_employee", "{}");
        var byEmployment = await PlanAsync(Options(DirectoryScope.Employees.Or(DirectoryScope.OriginIdPrefix("X"))), abbott);

        Assert.That(byVendor.Skipped.Where(skipped => !skipped.IsExpected).Select(skipped => (skipped.Person.UserId, skipped.Reason)), Is.EqualTo(new[] { ((long?)user.Id, SkipReason.Unreadable) }));
        Assert.That(byEmployment.Skipped.Select(skipped => skipped.Reason), Does.Contain(SkipReason.Unreadable));
    }

    [TestCase("""{"id":"x","name":"Acme"}""")]
    [TestCase("""{"name":"Acme"}""")]
    [TestCase("""{"id":0}""")]
    [TestCase("{}")]
    [TestCase("\"Acme\"")]
    [TestCase("missing")]
    public async Task PlanAsync_plans_no_vendor_over_one_that_cannot_be_read(string value)
    {
        var vendor = Directory.Company.AddVendor("Acme");
        var user = Directory.Add("Abbott", "HR-1");
        Change(user, "vendor", value);
        var abbott = Person("Abbott", "HR-1");
        abbott.VendorId = vendor.Id;

        Assert.That((await PlanAsync(abbott)).Unchanged, Is.EqualTo(new[] { user.Id }));
        Change(user, "vendor", "null");
        Assert.That((await PlanAsync(abbott)).Updates.Single().Fields.Single().ToString(), Does.Contain("vendor_id: nothing"));
    }

    [Test]
    public async Task ApplyAsync_creates_nobody_who_may_be_a_user_that_cannot_be_read_any_more()
    {
        var user = Directory.Add("Abbott", "HR-9");
        var person = Person("Abbott", "HR-1");
        person.EmailAddress = "ada@bluestone.example";
        var options = Options();
        options.DeactivateMissing = false;
        var plan = await PlanAsync(options, person);
        Change(user, "origin_id", "{}");

        var run = await Sync.ApplyAsync(plan);

        Assert.That(run.Outcomes.Select(outcome => (outcome.Change.Kind, outcome.Status)), Is.EqualTo(new[] { (ChangeKind.Create, ChangeStatus.Stale) }));
        Assert.That(Directory.Writes, Is.Empty);
    }

    /// <summary>Changes a property of a user in every listing of users; of all users if it is null.</summary>
    private void Change(FakeUser? user, string property, string value)
    {
        var before = Directory.Hook.BeforeAnswering;
        Directory.Hook.BeforeAnswering = async (request, response) =>
        {
            if (before is not null)
                await before(request, response);
            if (JToken.Parse(await response.Content.ReadAsStringAsync()) is not JArray users)
                return;
            foreach (var item in users.OfType<JObject>().Where(item => user is null || (long)item["id"]! == user.Id))
            {
                if (value == "missing")
                    item.Remove(property);
                else
                    item[property] = JToken.Parse(value);
            }
            response.Content = new StringContent(users.ToString());
        };
    }
}
