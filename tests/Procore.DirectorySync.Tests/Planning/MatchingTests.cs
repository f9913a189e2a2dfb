namespace Procore.DirectorySync.Tests;

internal sealed class MatchingTests : SyncTest
{
    [Test]
    public async Task PlanAsync_creates_a_user_when_no_key_finds_one()
    {
        var plan = await PlanAsync(Person("Abbott", "HR-1"));

        var change = plan.Creates.Single();
        Assert.That(change.Fields.Select(field => field.ToString()), Is.EqualTo(new[]
        {
            "origin_id: \"HR-1\"", "first_name: \"Ada\"", "last_name: \"Abbott\"", "email_address: \"abbott@bluestone.example\"", "is_employee: yes",
        }));
        Assert.That(plan.Changes, Has.Count.EqualTo(1));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_finds_active_and_inactive_users_by_origin_id([Values] bool isActive)
    {
        var user = Directory.Add("Abbott", "HR-1", isActive);
        var person = Person("Brandt", "HR-1");
        person.EmailAddress = "somebody.new@bluestone.example";

        var plan = await PlanAsync(person);

        var change = plan.Changes.Single();
        Assert.That(change.Kind, Is.EqualTo(isActive ? ChangeKind.Update : ChangeKind.Reactivate));
        Assert.That(change.Person.UserId, Is.EqualTo(user.Id));
        Assert.That(change.Fields.Single().ToString(), Is.EqualTo("last_name: \"Abbott\" → \"Brandt\""));
    }

    [Test]
    public async Task PlanAsync_finds_a_user_by_id()
    {
        var user = Directory.Add("Abbott");
        var plan = await PlanAsync(new Person { Id = user.Id, JobTitle = "Foreman" });
        Assert.That(plan.Updates.Single().Fields.Single().ToString(), Is.EqualTo("job_title: nothing → \"Foreman\""));
    }

    [Test]
    public async Task PlanAsync_links_by_address_in_any_case()
    {
        var user = Directory.Add("Abbott");
        var person = Person("Abbott", "HR-1");
        person.EmailAddress = "ABBOTT@Bluestone.Example ";

        var plan = await PlanAsync(person);

        Assert.That(plan.Links.Single().Person.UserId, Is.EqualTo(user.Id));
        Assert.That(plan.Links.Single().Fields.Single().ToString(), Is.EqualTo("origin_id: nothing → \"HR-1\""));
    }

    [Test]
    public async Task PlanAsync_finds_by_employee_id_only_when_asked()
    {
        var user = Directory.Add("Abbott", employeeId: "e17");
        var person = new Person { OriginId = "HR-1", EmployeeId = "E17", LastName = "Abbott", EmailAddress = "other@bluestone.example" };

        var unasked = await PlanAsync(person);
        Assert.That(unasked.Creates, Has.Count.EqualTo(1));

        var options = Options();
        options.MatchByEmployeeId = true;
        var asked = await PlanAsync(options, person);
        Assert.That(asked.Links.Single().Person.UserId, Is.EqualTo(user.Id));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_an_address_is_taken()
    {
        var user = Directory.Add("Abbott");
        var plan = await PlanAsync(new DirectorySyncOptions(DirectoryScope.Everybody) { MaxDeactivations = 9 }, Person("Abbott", "HR-1"));

        AssertConflict(plan, ConflictReason.EmailAddressTaken, [0], [user.Id]);
        Assert.That(plan.Deactivations, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_keys_find_two_users()
    {
        var one = Directory.Add("Abbott", "HR-1");
        var other = Directory.Add("Brandt");
        var plan = await PlanAsync(Person("Brandt", "HR-1"));
        AssertConflict(plan, ConflictReason.SeveralCandidates, [0], [one.Id, other.Id]);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_two_users_share_employee_id()
    {
        var one = Directory.Add("Abbott", employeeId: "E17");
        var other = Directory.Add("Brandt", isActive: false, employeeId: "E17");
        var options = Options();
        options.MatchByEmployeeId = true;
        var plan = await PlanAsync(options, new Person { EmployeeId = "E17" });
        AssertConflict(plan, ConflictReason.SeveralCandidates, [0], [one.Id, other.Id]);
    }

    [TestCase("HR-2")]
    [TestCase("hr-1")]
    public async Task PlanAsync_reports_a_conflict_when_the_origin_id_differs(string originId)
    {
        var user = Directory.Add("Abbott", originId);
        var plan = await PlanAsync(Person("Abbott", "HR-1"));
        AssertConflict(plan, ConflictReason.OtherOriginId, [0], [user.Id]);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_origin_ids_differ_by_case()
    {
        var user = Directory.Add("Abbott", "hr-1");
        var plan = await PlanAsync(Person("Brandt", "HR-1"));
        AssertConflict(plan, ConflictReason.OtherOriginId, [0], [user.Id]);
    }

    [Test]
    public async Task PlanAsync_distinguishes_origin_ids_by_case()
    {
        Directory.Add("Abbott", "a1");
        var plan = await PlanAsync(Person("Abbott", "a1"), Person("Brandt", "A1"));
        Assert.That(plan.Conflicts, Is.Empty);
        Assert.That(plan.Creates.Single().Person.OriginId, Is.EqualTo("A1"));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_two_people_match_one_user()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var plan = await PlanAsync(new Person { OriginId = "HR-1" }, Person("Abbott"));
        AssertConflict(plan, ConflictReason.SamePerson, [0, 1], [user.Id]);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_two_people_share_a_key()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var plan = await PlanAsync(Person("Abbott", "HR-1"), Person("Brandt", "HR-2"), Person("Cole", " HR-1"));
        AssertConflict(plan, ConflictReason.SameKey, [0, 2], [user.Id]);
        Assert.That(plan.Creates.Single().Person.OriginId, Is.EqualTo("HR-2"));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_for_each_person_with_a_shared_user()
    {
        Directory.Add("Abbott", "HR-1");
        Directory.Add("Brandt");
        var plan = await PlanAsync(Person("Brandt", "HR-1"), Person("Abbott"));
        Assert.That(plan.Conflicts.Select(conflict => conflict.Reason), Is.EqualTo(new[] { ConflictReason.SeveralCandidates, ConflictReason.SamePerson }));
        Assert.That(plan.IsEmpty);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_new_users_share_an_address()
    {
        var options = new DirectorySyncOptions(DirectoryScope.Everybody) { MaxDeactivations = 9 };
        var plan = await PlanAsync(options, Person("Abbott", "HR-1"), Person("ABBOTT", "HR-2"));
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.SameKey));
        Assert.That(plan.Creates, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_an_id_is_unknown()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var plan = await PlanAsync(new Person { Id = 17, OriginId = "HR-1" }, new Person { Id = 18 });
        Assert.That(plan.Conflicts.Select(conflict => conflict.Reason), Is.All.EqualTo(ConflictReason.UnknownId));
        Assert.That(plan.Conflicts[0].Users.Single().UserId, Is.EqualTo(user.Id));
        Assert.That(plan.IsEmpty);
    }

    [TestCase(null, "abbott@bluestone.example", "HR-1")]
    [TestCase("  ", "abbott@bluestone.example", "HR-1")]
    [TestCase("Abbott", null, "HR-1")]
    [TestCase("Abbott", "abbott@bluestone.example", "HR-1~incomplete")]
    public async Task PlanAsync_reports_a_conflict_when_a_user_cannot_be_created(string? lastName, string? emailAddress, string originId)
    {
        var plan = await PlanAsync(new Person { OriginId = originId, LastName = lastName, EmailAddress = emailAddress });
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.Unusable));
        Assert.That(plan.IsEmpty);
    }

    [Test]
    public async Task PlanAsync_creates_no_user_that_the_next_run_could_not_find()
    {
        var plan = await PlanAsync(new DirectorySyncOptions(DirectoryScope.Everybody) { MaxDeactivations = 9 }, Person("Abbott"));
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.Unusable));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_a_last_name_is_cleared()
    {
        Directory.Add("Abbott", "HR-1");
        var plan = await PlanAsync(new Person { OriginId = "HR-1", LastName = null });
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.Unusable));
        Assert.That(plan.IsEmpty);
    }

    [Test]
    public async Task PlanAsync_deactivates_or_skips_people_who_are_inactive()
    {
        var active = Directory.Add("Abbott", "HR-1");
        var inactive = Directory.Add("Brandt", "HR-2", isActive: false);
        var people = new[] { Person("Abbott", "HR-1"), Person("Brandt", "HR-2"), Person("Cole", "HR-3") };
        foreach (var person in people)
            (person.IsActive, person.JobTitle) = (false, "Gone");

        var plan = await PlanAsync(people);

        Assert.That(plan.Deactivations.Single().Person.UserId, Is.EqualTo(active.Id));
        Assert.That(plan.Deactivations.Single().Fields, Is.Empty);
        Assert.That(plan.Unchanged, Is.EqualTo(new[] { inactive.Id }));
        Assert.That(SkippedOf(plan).Single().Reason, Is.EqualTo(SkipReason.NotThere));
        Assert.That(plan.Changes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task PlanAsync_deactivates_missing_users_unless_disabled()
    {
        var gone = Directory.Add("Abbott");
        Directory.Add("Brandt", isActive: false);
        Assert.That((await PlanAsync(Person("Cole", "HR-3"))).Deactivations.Select(change => change.Person.UserId), Is.EqualTo(new long?[] { gone.Id }));

        var part = Options();
        part.DeactivateMissing = false;
        Assert.That((await PlanAsync(part, Person("Cole", "HR-3"))).Deactivations, Is.Empty);
    }

    [Test]
    public void PlanAsync_throws_with_the_position_when_a_person_is_null() =>
        Assert.That(() => PlanAsync(Person("Abbott", "HR-1"), null!), Throws.ArgumentException.With.Message.Contains("Person 1"));

    private static void AssertConflict(DirectoryPlan plan, ConflictReason reason, long[] positions, long[] userIds)
    {
        var conflict = plan.Conflicts.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(conflict.Reason, Is.EqualTo(reason));
            Assert.That(conflict.People.Select(person => person.Position), Is.EquivalentTo(positions));
            Assert.That(conflict.Users.Select(user => user.UserId), Is.EquivalentTo(userIds));
            Assert.That(plan.Changes.Select(change => change.Person.UserId), Has.None.AnyOf(userIds.Cast<object>().ToArray()));
        }
    }
}
