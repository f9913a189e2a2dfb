namespace Procore.DirectorySync.Tests;

/// <summary>How keys that are nearly right find users.</summary>
internal sealed class MatchingKeyTests : SyncTest
{
    [Test]
    public async Task PlanAsync_reports_a_conflict_when_an_id_differs_only_by_case()
    {
        var user = Directory.Add("Abbott", "hr-1");
        var options = Options();
        options.MatchByEmailAddress = false;

        var plan = await PlanAsync(options, Person("Brandt", "HR-1"));

        Assert.That(plan.Conflicts.Select(conflict => (conflict.Reason, conflict.Users.Single().UserId)), Is.EqualTo(new[] { (ConflictReason.OtherOriginId, (long?)user.Id) }));
        Assert.That(plan.IsEmpty);
    }

    [Test]
    public async Task PlanAsync_skips_no_protected_user_that_is_in_conflict()
    {
        var (one, other) = (Directory.Add("Abbott", "hr-1"), Directory.Add("Brandt", "hr-2"));
        var options = Options();
        options.MatchByEmailAddress = false;
        options.ProtectedIds.Add(one.Id);
        options.ProtectedIds.Add(other.Id);

        var plan = await PlanAsync(options, Person("Cole", "HR-1"), new Person { Id = other.Id, OriginId = "HR-2" });

        Assert.That(plan.Conflicts.SelectMany(conflict => conflict.Users).Select(user => user.UserId), Is.EqualTo(new long?[] { one.Id, other.Id }));
        Assert.That(plan.Skipped.Select(skipped => skipped.Reason), Is.EqualTo(new[] { SkipReason.CallingAccount }));
    }

    [Test]
    public async Task PlanAsync_keeps_every_user_whose_id_may_have_lost_its_zeros()
    {
        var (one, other) = (Directory.Add("Abbott", "0017"), Directory.Add("Brandt", "017"));

        var plan = await PlanAsync(new Person { OriginId = "17", LastName = "Abbott" });

        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.LostZeros));
        Assert.That(plan.Conflicts.Single().Users.Select(user => user.UserId), Is.EqualTo(new long?[] { one.Id, other.Id }));
        Assert.That(plan.Deactivations, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_keeps_all_and_lists_20_users_whose_id_may_have_lost_its_zeros()
    {
        for (var i = 0; i < 22; i++)
            Directory.Add($"Abbott{i}", $"HR-{i}", employeeId: "0017");

        var plan = await PlanAsync(new Person { OriginId = "HR-0", EmployeeId = "17" });

        Assert.That(plan.Conflicts.Single().Users, Has.Count.EqualTo(20));
        Assert.That(plan.Deactivations, Is.Empty);
    }

    [Test]
    public void PlanAsync_throws_when_the_response_has_no_employee_id_to_match_by()
    {
        Directory.Add("Abbott", "HR-1", employeeId: "E1");
        Directory.Hook.BeforeAnswering = async (_, response) =>
        {
            var text = await response.Content.ReadAsStringAsync();
            response.Content = new StringContent(text.Replace("\"employee_id\"", "\"another_id\""));
        };
        var options = Options();
        options.MatchByEmployeeId = true;

        Assert.That(
            () => PlanAsync(options, new Person { EmployeeId = "E1" }),
            Throws.TypeOf<ProcoreException>().With.Message.EqualTo("Procore's response leaves out EmployeeId of all users, or has it in a way that can't be read. It is needed to tell users apart. Nothing was sent."));
    }

    [Test]
    public async Task PlanAsync_shows_no_old_value_of_a_field_that_was_never_read()
    {
        Directory.Add("Abbott", "HR-1~incomplete");
        var rest = new Person { OriginId = "HR-1", AddToNewProjects = true };
        var hire = new Person { OriginId = "HR-2", LastName = "Brandt", EmailAddress = "brandt@bluestone.example" };

        var plan = await PlanAsync(Options(DirectoryScope.Employees), rest, hire);

        Assert.That(plan.Links.Single().Fields.Select(field => field.ToString()), Is.EqualTo(new[] { "origin_id: \"HR-1~incomplete\" → \"HR-1\"", "add_to_new_projects: yes" }));
        Assert.That(plan.Creates.Single().Fields.Select(field => field.ToString()), Is.EqualTo(new[] { "origin_id: \"HR-2\"", "last_name: \"Brandt\"", "email_address: \"brandt@bluestone.example\"", "is_employee: yes" }));
    }
}
