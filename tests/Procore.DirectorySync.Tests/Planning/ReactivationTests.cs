namespace Procore.DirectorySync.Tests;

/// <summary>An address or a number that was given to another person must not bring back the former one's access.</summary>
internal sealed class ReactivationTests : SyncTest
{
    [Test]
    public async Task PlanAsync_reports_a_conflict_when_a_leaver_has_the_address()
    {
        var cfo = Former("Cheung", "j.doe@bluestone.example");
        var intern = new Person { OriginId = "HR-7", FirstName = "Jo", LastName = "Doe", EmailAddress = "J.Doe@bluestone.example" };

        var plan = await PlanAsync(intern);

        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.OtherLastName));
        Assert.That(plan.Conflicts.Single().Users.Single().UserId, Is.EqualTo(cfo.Id));
        Assert.That(plan.IsEmpty);
        Assert.That(plan.Conflicts.Single().ToString(), Does.Not.Contain("Cheung").And.Not.Contain("@"));
    }

    [TestCase("Cheung")]
    [TestCase("CHEUNG")]
    [TestCase(" Che\u00FCng ")]
    public async Task PlanAsync_reactivates_when_the_last_names_agree(string lastName)
    {
        Former("Cheung", "j.doe@bluestone.example");
        var plan = await PlanAsync(new Person { OriginId = "HR-7", LastName = lastName, EmailAddress = "j.doe@bluestone.example" });
        Assert.That(plan.Reactivations, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_the_source_has_no_last_name()
    {
        Former("Cheung", "j.doe@bluestone.example");
        var plan = await PlanAsync(new Person { OriginId = "HR-7", EmailAddress = "j.doe@bluestone.example" });
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.OtherLastName));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_a_leaver_has_the_employee_id()
    {
        Former("Cheung", "cheung@bluestone.example", employeeId: "E17");
        var options = Options();
        options.MatchByEmployeeId = true;
        var plan = await PlanAsync(options, new Person { OriginId = "HR-7", EmployeeId = "E17", LastName = "Doe", EmailAddress = "doe@bluestone.example" });
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.OtherLastName));
    }

    [Test]
    public async Task PlanAsync_reactivates_by_id_or_origin_id_whatever_the_last_name()
    {
        var byId = Former("Cheung", "cheung@bluestone.example");
        Former("Abbott", "abbott@bluestone.example", originId: "HR-1");
        var plan = await PlanAsync(new Person { Id = byId.Id, LastName = "Married" }, new Person { OriginId = "HR-1", LastName = "Brandt" });
        Assert.That(plan.Reactivations, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task PlanAsync_shows_the_access_that_a_reactivation_restores()
    {
        var (crew, admin) = (Directory.Company.AddPermissionTemplate("Crew"), Directory.Company.AddPermissionTemplate("Directory Admin", "company_tools"));
        Directory.Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@b.example", OriginId = "HR-1", IsActive = false, DefaultPermissionTemplateId = crew.Id, CompanyPermissionTemplateId = admin.Id });

        var plan = DirectoryPlan.FromJson((await PlanAsync(new Person { OriginId = "HR-1" })).ToJson());

        var access = plan.Reactivations.Single().RestoredAccess!;
        Assert.That((access.DefaultPermissionTemplateId.Value, access.CompanyPermissionTemplateId.Value), Is.EqualTo(((long?)crew.Id, (long?)admin.Id)));
        using var text = new StringWriter();
        plan.WriteTo(text);
        Assert.That(text.ToString(), Does.Contain($"access that comes back: project template {crew.Id}, company template {admin.Id}, former projects"));
    }

    [TestCase("{}", "an unknown project template or none, an unknown company template or none, former projects")]
    [TestCase("""{"default_permission_template_id":7,"company_permission_template_id":null}""", "project template 7, no company template, former projects")]
    [TestCase("""{"permission_template":{"id":7,"name":"Crew"},"company_permission_template":null}""", "project template 7 (Crew), no company template, former projects")]
    public void RestoredAccess_distinguishes_no_template_from_an_unknown_one(string user, string text)
    {
        var access = RestoredAccess.Of(System.Text.Json.JsonSerializer.Deserialize<CompanyUser>(user)!);
        var change = new DirectoryChange(ChangeKind.Reactivate, PersonReference.Of(new CompanyUser { Id = 3 }), null, [], access);

        Assert.That(access.ToString(), Is.EqualTo(text));
        Assert.That(PlanJson.ReadChange(PlanJson.Write(change)).RestoredAccess!.ToString(), Is.EqualTo(text));
    }

    private FakeUser Former(string lastName, string address, string? originId = null, string? employeeId = null) => Directory.Company.AddUser(new FakeUser
    {
        FirstName = "Ada",
        LastName = lastName,
        EmailAddress = address,
        OriginId = originId,
        EmployeeId = employeeId,
        IsActive = false,
        IsEmployee = true,
        UpdatedAt = Directory.Clock.GetUtcNow().AddDays(-30),
    });
}
