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
    [TestCase("\ud83d", "\ud83d")]
    public async Task Texts_that_look_the_same_are_no_difference(string? actual, string? wanted)
    {
        Directory.Add("Abbott", "HR-1", jobTitle: actual);
        var plan = await PlanAsync(new Person { OriginId = "HR-1", JobTitle = wanted });
        Assert.That(plan.IsEmpty);
        Assert.That(plan.Unchanged, Has.Count.EqualTo(1));
    }

    [TestCase("Foreman", "foreman")]
    [TestCase("Foreman", null)]
    [TestCase("Jose", "José")]
    public async Task Texts_that_differ_are_a_difference(string actual, string? wanted)
    {
        Directory.Add("Abbott", "HR-1", jobTitle: actual);
        var field = (await PlanAsync(new Person { OriginId = "HR-1", JobTitle = wanted })).Updates.Single().Fields.Single();
        Assert.That((field.Old, field.New), Is.EqualTo(((object)actual, (object?)wanted)));
    }

    [Test]
    public async Task What_a_person_does_not_set_is_left_alone()
    {
        Directory.Add("Abbott", "HR-1", jobTitle: "Foreman");
        Assert.That((await PlanAsync(new Person { OriginId = "HR-1" })).IsEmpty);
    }

    [Test]
    public async Task Codes_are_wanted_in_upper_case()
    {
        Directory.Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@b.example", OriginId = "HR-1", CountryCode = "US", StateCode = "TX" });
        Assert.That((await PlanAsync(new Person { OriginId = "HR-1", CountryCode = "us", StateCode = "tx" })).IsEmpty);

        var run = await RunAsync(Options(), new Person { OriginId = "HR-1", CountryCode = "ca", StateCode = "on" });
        Assert.That(run.IsComplete);
        Assert.That(Directory.Single("a@b.example").CountryCode, Is.EqualTo("CA"));
    }

    [Test]
    public async Task An_email_address_and_templates_go_to_newcomers_alone_unless_asked_otherwise()
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
        options.FieldPolicies[PersonField.EmailAddress] = FieldPolicy.Always;
        options.FieldPolicies[PersonField.DefaultPermissionTemplateId] = FieldPolicy.Always;
        Assert.That((await PlanAsync(options, person)).Updates.Single().Fields.Select(field => field.Name), Is.EqualTo(new[] { "email_address", "default_permission_template_id" }));
        Assert.That((await Sync.ApplyAsync(await PlanAsync(options, person))).IsComplete);
        Assert.That(Directory.User(user.Id).EmailAddress, Is.EqualTo("new@bluestone.example"));
        Assert.That((await PlanAsync(options, person)).IsEmpty);
    }

    [Test]
    public async Task A_field_can_be_left_out_altogether()
    {
        var options = Options();
        options.FieldPolicies[PersonField.IsEmployee] = FieldPolicy.Never;
        var plan = await PlanAsync(options, Person("Abbott", "HR-1"));
        Assert.That(plan.Creates.Single().Fields.Select(field => field.Field), Has.None.EqualTo(PersonField.IsEmployee));
    }

    [Test]
    public async Task The_case_of_an_email_address_is_sent_only_where_asked()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var person = new Person { OriginId = "HR-1", EmailAddress = "Abbott@Bluestone.Example" };
        var options = Options();
        options.FieldPolicies[PersonField.EmailAddress] = FieldPolicy.Always;
        Assert.That((await PlanAsync(options, person)).IsEmpty);

        options.EmailCaseMatters = true;
        Assert.That((await RunAsync(options, person)).IsComplete);
        Assert.That(Directory.User(user.Id).EmailAddress, Is.EqualTo("Abbott@Bluestone.Example"));
        Assert.That((await PlanAsync(options, person)).IsEmpty);
    }

    [Test]
    public async Task An_address_that_somebody_else_has_is_a_conflict()
    {
        Directory.Add("Abbott", "HR-1");
        var other = Directory.Add("Brandt", "HR-2");
        var options = Options();
        options.MatchByEmailAddress = false;
        options.FieldPolicies[PersonField.EmailAddress] = FieldPolicy.Always;
        var plan = await PlanAsync(options, Person("Brandt", "HR-1"), new Person { OriginId = "HR-2" });
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.EmailAddressTaken));
        Assert.That(plan.Conflicts.Single().Users.Select(user => user.UserId), Has.Member(other.Id));
        Assert.That(plan.IsEmpty);
    }

    [TestCase(PersonField.OriginId, FieldPolicy.Never)]
    [TestCase(PersonField.AddToNewProjects, FieldPolicy.Always)]
    [TestCase(PersonField.BidContact, FieldPolicy.Always)]
    [TestCase(PersonField.JobTitle, (FieldPolicy)7)]
    [TestCase((PersonField)99, FieldPolicy.Always)]
    public void A_policy_that_makes_no_sense_is_refused(PersonField field, FieldPolicy policy)
    {
        var options = Options();
        options.FieldPolicies[field] = policy;
        Assert.That(() => PlanAsync(options, Person("Abbott", "HR-1")), Throws.ArgumentException);
        Assert.That(Directory.Fake.Requests, Is.Empty);
    }

    [Test]
    public void Every_field_of_a_person_is_one_that_is_planned() =>
        Assert.That(
            typeof(Person).GetProperties().Select(property => property.Name),
            Is.EquivalentTo(Enum.GetNames<PersonField>().Concat([nameof(DirectorySync.Person.Id), nameof(DirectorySync.Person.IsActive)])));

    [TestCaseSource(nameof(Values))]
    public async Task Right_after_an_apply_a_plan_is_empty(PersonField field, object value)
    {
        var vendor = Directory.Company.AddVendor("Bluestone");
        var template = Directory.Company.AddPermissionTemplate("Crew");
        var wanted = field switch
        {
            PersonField.VendorId => vendor.Id,
            PersonField.DefaultPermissionTemplateId or PersonField.CompanyPermissionTemplateId => template.Id,
            _ => value,
        };
        var user = Directory.Add("Abbott", "HR-1");
        var (newcomer, known) = (Person("Brandt", "HR-2"), new Person { OriginId = "HR-1" });
        foreach (var person in new[] { newcomer, known })
            Set(person, field, wanted);
        var options = Options();
        options.MatchByEmailAddress = false;
        if (Fields.Of(field).IsPublic)
            options.FieldPolicies[field] = FieldPolicy.Always;
        if (field == PersonField.EmailAddress)
            Set(known, field, "other@bluestone.example");

        Assert.That((await RunAsync(options, newcomer, known)).IsComplete);

        Assert.That((await PlanAsync(options, newcomer, known)).IsEmpty);
        var created = Directory.Company.Users.Single(candidate => candidate.OriginId == "HR-2");
        Assert.That(typeof(FakeUser).GetProperty(field.ToString())!.GetValue(created), Is.EqualTo(wanted));
        if (Fields.Of(field).IsPublic)
            Assert.That(typeof(FakeUser).GetProperty(field.ToString())!.GetValue(Directory.User(user.Id)), Is.EqualTo(field == PersonField.EmailAddress ? "other@bluestone.example" : wanted));
    }

    [Test]
    public async Task What_an_answer_does_not_carry_is_no_difference()
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
    [TestCase("updated_at")]
    public void An_answer_without_what_people_are_told_apart_by_is_refused(string field)
    {
        Directory.Add("Abbott", "HR-1");
        Directory.Hook.BeforeAnswering = async (_, response) =>
        {
            var text = await response.Content.ReadAsStringAsync();
            response.Content = new StringContent(text.Replace($"\"{field}\"", "\"nothing\""));
        };
        Assert.That(() => PlanAsync(Person("Abbott", "HR-1")), Throws.TypeOf<ProcoreException>());
    }

    private static IEnumerable<object[]> Values() => Fields.All.Select(field => new[]
    {
        field.Name,
        field.Name switch
        {
            PersonField.EmailAddress => "somebody@bluestone.example",
            PersonField.CountryCode => "US",
            PersonField.StateCode => "TX",
            PersonField.IsEmployee or PersonField.AddToNewProjects or PersonField.BidContact => true,
            PersonField.BusinessPhoneExtension or PersonField.WorkClassificationId => 5_000_000_017L,
            _ => (object)"Ünïcode",
        },
    });

    private static void Set(Person person, PersonField field, object value)
    {
        var property = typeof(Person).GetProperty(field.ToString())!;
        property.SetValue(person, Activator.CreateInstance(property.PropertyType, value));
    }
}
