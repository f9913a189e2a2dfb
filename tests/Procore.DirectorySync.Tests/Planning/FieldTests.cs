namespace Procore.DirectorySync.Tests;

internal sealed class FieldTests : SyncTest
{
    [TestCase("José", "José")]
    [TestCase("Foreman", "  Foreman ")]
    [TestCase("Foreman ", "Foreman")]
    [TestCase("one\ntwo", "one\r\ntwo")]
    [TestCase(null, "")]
    [TestCase("", null)]
    [TestCase("  ", null)]
    public async Task PlanAsync_ignores_differences_between_texts_that_look_the_same(string? actual, string? wanted)
    {
        Directory.Add("Abbott", "HR-1", jobTitle: actual);
        var plan = await PlanAsync(new Person { OriginId = "HR-1", JobTitle = wanted });
        Assert.That(plan.IsEmpty);
        Assert.That(plan.Unchanged, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task PlanAsync_compares_a_lone_surrogate()
    {
        var half = new string('\ud83d', 1);
        Directory.Add("Abbott", "HR-1", jobTitle: "Foreman");
        var plan = await PlanAsync(new Person { OriginId = "HR-1", JobTitle = "Foreman" + half });
        Assert.That(plan.Updates, Has.Count.EqualTo(1));
    }

    [TestCase("Foreman", "foreman")]
    [TestCase("Foreman", null)]
    [TestCase("Jose", "José")]
    public async Task PlanAsync_updates_texts_that_differ(string actual, string? wanted)
    {
        Directory.Add("Abbott", "HR-1", jobTitle: actual);
        var field = (await PlanAsync(new Person { OriginId = "HR-1", JobTitle = wanted })).Updates.Single().Fields.Single();
        Assert.That((field.Old, field.New), Is.EqualTo(((object)actual, (object?)wanted)));
    }

    [Test]
    public async Task PlanAsync_does_not_change_fields_that_a_person_does_not_set()
    {
        Directory.Add("Abbott", "HR-1", jobTitle: "Foreman");
        Assert.That((await PlanAsync(new Person { OriginId = "HR-1" })).IsEmpty);
    }

    [Test]
    public async Task PlanAsync_compares_and_sends_codes_in_upper_case()
    {
        Directory.Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@b.example", OriginId = "HR-1", CountryCode = "US", StateCode = "TX" });
        Assert.That((await PlanAsync(new Person { OriginId = "HR-1", CountryCode = "us", StateCode = "tx" })).IsEmpty);

        var run = await RunAsync(Options(), new Person { OriginId = "HR-1", CountryCode = "ca", StateCode = "on" });
        Assert.That(run.IsComplete);
        Assert.That(Directory.Single("a@b.example").CountryCode, Is.EqualTo("CA"));
    }

    [Test]
    public async Task PlanAsync_sends_address_and_templates_on_creation_unless_always()
    {
        var template = Directory.Company.AddPermissionTemplate("Crew");
        var user = Directory.Add("Abbott", "HR-1");
        var person = new Person
        {
            OriginId = "HR-1",
            EmailAddress = "new@bluestone.example",
            DefaultPermissionTemplateId = template.Id,
            CompanyPermissionTemplateId = template.Id,
        };
        Assert.That((await PlanAsync(person)).IsEmpty);

        var options = Options();
        options.FieldPolicies[nameof(DirectorySync.Person.EmailAddress)] = FieldPolicy.Always;
        options.FieldPolicies[nameof(DirectorySync.Person.DefaultPermissionTemplateId)] = FieldPolicy.Always;
        Assert.That((await PlanAsync(options, person)).Updates.Single().Fields.Select(field => field.Name), Is.EqualTo(new[] { "email_address", "default_permission_template_id" }));
        Assert.That((await Sync.ApplyAsync(await PlanAsync(options, person))).IsComplete);
        Assert.That(Directory.User(user.Id).EmailAddress, Is.EqualTo("new@bluestone.example"));
        Assert.That((await PlanAsync(options, person)).IsEmpty);
    }

    [TestCase(false, false)]
    [TestCase(true, true)]
    public async Task PlanAsync_plans_an_employee_id_for_employees_only(bool isEmployee, bool isPlanned)
    {
        Directory.Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@b.example", OriginId = "HR-1" });
        Person[] people =
        [
            new() { OriginId = "HR-1", EmployeeId = "E1", IsEmployee = isEmployee },
            new() { OriginId = "HR-2", EmployeeId = "E2", IsEmployee = isEmployee, LastName = "Brandt", EmailAddress = "b@b.example" },
        ];
        var run = await RunAsync(Options(), people);
        Assert.That(run.IsComplete);
        Assert.That(Directory.Company.Users.Where(user => user.OriginId != null).Select(user => user.EmployeeId), Is.EqualTo(isPlanned ? new[] { "E1", "E2" } : new string?[] { null, null }));
        Assert.That((await PlanAsync(people)).IsEmpty);
    }

    [Test]
    public async Task PlanAsync_leaves_a_field_out_when_the_policy_is_never()
    {
        var options = Options();
        options.FieldPolicies[nameof(DirectorySync.Person.IsEmployee)] = FieldPolicy.Never;
        var plan = await PlanAsync(options, Person("Abbott", "HR-1"));
        Assert.That(plan.Creates.Single().Fields.Select(field => field.Name), Has.None.EqualTo("is_employee"));
    }

    [Test]
    public async Task PlanAsync_sends_the_case_of_an_address_when_it_matters()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var person = new Person { OriginId = "HR-1", EmailAddress = "Abbott@Bluestone.Example" };
        var options = Options();
        options.FieldPolicies[nameof(DirectorySync.Person.EmailAddress)] = FieldPolicy.Always;
        Assert.That((await PlanAsync(options, person)).IsEmpty);

        options.EmailCaseMatters = true;
        Assert.That((await RunAsync(options, person)).IsComplete);
        Assert.That(Directory.User(user.Id).EmailAddress, Is.EqualTo("Abbott@Bluestone.Example"));
        Assert.That((await PlanAsync(options, person)).IsEmpty);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_a_user_has_the_address()
    {
        Directory.Add("Abbott", "HR-1");
        var other = Directory.Add("Brandt", "HR-2");
        var options = Options();
        options.MatchByEmailAddress = false;
        options.FieldPolicies[nameof(DirectorySync.Person.EmailAddress)] = FieldPolicy.Always;
        var plan = await PlanAsync(options, Person("Brandt", "HR-1"), new Person { OriginId = "HR-2" });
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.EmailAddressTaken));
        Assert.That(plan.Conflicts.Single().Users.Select(user => user.UserId), Has.Member(other.Id));
        Assert.That(plan.IsEmpty);
    }

    [TestCase("OriginId", FieldPolicy.Never)]
    [TestCase("Id", FieldPolicy.Never)]
    [TestCase("IsActive", FieldPolicy.Never)]
    [TestCase("AddToNewProjects", FieldPolicy.Always)]
    [TestCase("BidContact", FieldPolicy.Always)]
    [TestCase("JobTitle", (FieldPolicy)7)]
    [TestCase("job_title", FieldPolicy.Always)]
    public void PlanAsync_throws_when_a_policy_is_impossible(string field, FieldPolicy policy)
    {
        var options = Options();
        options.FieldPolicies[field] = policy;
        Assert.That(() => PlanAsync(options, Person("Abbott", "HR-1")), Throws.ArgumentException.With.Message.Contains(policy == (FieldPolicy)7 ? "7" : field));
        Assert.That(Directory.Fake.Requests, Is.Empty);
    }

    /// <summary>Fails for a property that Procore adds and a plan can't compare or read, and names it.</summary>
    [Test]
    public void SyncField_has_every_field_of_a_person()
    {
        var properties = typeof(Person).GetProperties().Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>));
        Assert.That(
            properties.Select(property => property.Name),
            Is.EquivalentTo(SyncField.All.Select(field => field.PropertyName).Concat([nameof(DirectorySync.Person.Id), nameof(DirectorySync.Person.OriginId), nameof(DirectorySync.Person.IsActive)])));
        Assert.That(SyncField.All.Where(field => !field.IsComparable).Select(field => field.Name), Is.Empty, "fields whose values a plan can't compare");
        Assert.That(
            SyncField.All.Where(field => field.IsInSync && field.Name != SyncField.VendorId && !typeof(CompanyUser).GetProperties().Any(property => property.Name == field.PropertyName)).Select(field => field.Name),
            Is.Empty,
            "fields that sync takes and no user carries, so they would be sent every night");
    }

    [TestCaseSource(nameof(Values))]
    public async Task PlanAsync_is_empty_right_after_ApplyAsync(string name, object value)
    {
        var field = SyncField.Of(name);
        var vendor = Directory.Company.AddVendor("Bluestone");
        var template = Directory.Company.AddPermissionTemplate("Crew");
        var wanted = name switch
        {
            "vendor_id" => vendor.Id,
            "default_permission_template_id" or "company_permission_template_id" => template.Id,
            _ => value,
        };
        var user = Directory.Add("Abbott", "HR-1");
        var (newcomer, known) = (Person("Brandt", "HR-2"), new Person { OriginId = "HR-1" });
        foreach (var person in new[] { newcomer, known })
            Set(person, field, wanted);
        var options = Options();
        options.MatchByEmailAddress = false;
        if (field.IsInSync)
            options.FieldPolicies[field.PropertyName] = FieldPolicy.Always;
        if (name == "email_address")
            Set(known, field, "other@bluestone.example");

        Assert.That((await RunAsync(options, newcomer, known)).IsComplete);

        Assert.That((await PlanAsync(options, newcomer, known)).IsEmpty);
        var created = Directory.Company.Users.Single(candidate => candidate.OriginId == "HR-2");
        Assert.That(typeof(FakeUser).GetProperty(field.PropertyName)!.GetValue(created), Is.EqualTo(wanted));
        if (field.IsInSync)
            Assert.That(typeof(FakeUser).GetProperty(field.PropertyName)!.GetValue(Directory.User(user.Id)), Is.EqualTo(name == "email_address" ? "other@bluestone.example" : wanted));
    }

    [Test]
    public async Task PlanAsync_ignores_fields_that_are_missing_from_the_response()
    {
        Directory.Add("Abbott", "HR-1");
        Directory.Hook.BeforeAnswering = async (_, response) =>
        {
            var text = await response.Content.ReadAsStringAsync();
            response.Content = new StringContent(text.Replace("\"job_title\"", "\"another_title\"").Replace("\"vendor\"", "\"another_vendor\""));
        };
        Assert.That((await PlanAsync(new Person { OriginId = "HR-1", JobTitle = "Foreman", VendorId = 17 })).IsEmpty);
    }

    [TestCase("is_active")]
    [TestCase("origin_id")]
    [TestCase("email_address")]
    public void PlanAsync_throws_when_the_response_has_no_key(string field)
    {
        Directory.Add("Abbott", "HR-1");
        Directory.Hook.BeforeAnswering = async (_, response) =>
        {
            var text = await response.Content.ReadAsStringAsync();
            response.Content = new StringContent(text.Replace($"\"{field}\"", "\"nothing\""));
        };
        Assert.That(() => PlanAsync(Person("Abbott", "HR-1")), Throws.TypeOf<ProcoreException>());
    }

    private static IEnumerable<object[]> Values() => SyncField.All.Select(field => new[]
    {
        field.Name,
        field.Name switch
        {
            "email_address" => "other.address@bluestone.example",
            "country_code" => "US",
            "state_code" => "TX",
            "is_employee" or "add_to_new_projects" or "bid_contact" => true,
            "business_phone_extension" or "work_classification_id" => 5_000_000_017L,
            _ => (object)"Ünïcode",
        },
    });

    private static void Set(Person person, SyncField field, object value)
    {
        var property = typeof(Person).GetProperty(field.PropertyName)!;
        property.SetValue(person, Activator.CreateInstance(property.PropertyType, value));
    }
}
