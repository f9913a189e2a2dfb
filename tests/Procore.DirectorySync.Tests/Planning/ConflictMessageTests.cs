namespace Procore.DirectorySync.Tests;

/// <summary>The whole message of each conflict: readers correct the source by it.</summary>
internal sealed class ConflictMessageTests : SyncTest
{
    [Test]
    public async Task PlanAsync_says_which_keys_are_wrong_and_what_to_do()
    {
        var abbott = Directory.Add("Abbott", "HR-1");
        var brandt = Directory.Add("Brandt");
        var cole = Directory.Add("Cole", "HR-30");
        var diaz = Directory.Add("Diaz", "HR-4");
        var evans = Directory.Add("Evans", isActive: false);
        var fox = Directory.Add("Fox", "HR-6");
        var jones = Directory.Add("Jones", "0018");
        var ito = Person("Ito", "HR-5");
        ito.EmailAddress = evans.EmailAddress;

        var plan = await PlanAsync(
            Person("Brandt", "HR-1"),
            Person("Abbott"),
            new Person { Id = 17 },
            Person("Cole", "HR-3"),
            new Person { OriginId = "HR-4" },
            Person("Diaz"),
            ito,
            new Person { OriginId = "HR-6", LastName = null },
            Person("Hall", "HR-7"),
            Person("Ivy", "HR-7"),
            new Person { OriginId = "18" });

        Assert.That(plan.Conflicts.Select(conflict => conflict.ToString()), Is.EqualTo(new[]
        {
            "SameKey: person 8 (origin id HR-7), person 9 (origin id HR-7): 2 people of the source have the same origin id. Give each their own, or keep only one of them.",
            $"SeveralCandidates: person 0 (origin id HR-1), user {abbott.Id} (origin id HR-1), user {brandt.Id}: The person's keys find several users. Correct the keys in the source or in Procore, so that they find one.",
            "UnknownId: person 2: The directory has no user with this id. Correct the id, or leave it out.",
            $"OtherOriginId: person 3 (origin id HR-3), user {cole.Id} (origin id HR-30): The user that the person's keys find has another origin id, and may be another person. Correct one of the two, or clear the user's origin id in Procore.",
            $"LostZeros: person 10 (origin id 18), user {jones.Id} (origin id 0018): origin_id seems to have lost its leading zeros: the directory has a user with the id that has them. Export the column as text, or set AllowLostZeros.",
            $"SamePerson: person 1, user {abbott.Id} (origin id HR-1): Another person of the source, who is in conflict, may be the same user. Resolve that conflict, or correct the keys.",
            $"SamePerson: person 4 (origin id HR-4), person 5, user {diaz.Id} (origin id HR-4): 2 people of the source match the same user of the directory. Keep only one of them, or correct their keys.",
            $"OtherLastName: person 6 (origin id HR-5), user {evans.Id}: Only the e-mail address or employee id matches an inactive user, and the last names differ. The address or number may have been given to a new person. Compare the two; then set the origin id or the id, or correct the last name.",
            $"Unusable: person 7 (origin id HR-6), user {fox.Id} (origin id HR-6): A user must have a last name and an e-mail address. Leave them out to keep them.",
        }));
        Assert.That(plan.IsEmpty);
    }

    [Test]
    public async Task PlanAsync_says_whose_e_mail_address_is_taken()
    {
        var abbott = Directory.Add("Abbott");

        var plan = await PlanAsync(WithoutMatchingByAddress(), Person("Abbott", "HR-1"), Person("Brandt", "HR-2"), Person("BRANDT", "HR-3"));

        Assert.That(plan.Conflicts.Select(conflict => conflict.ToString()), Is.EqualTo(new[]
        {
            $"EmailAddressTaken: person 0 (origin id HR-1), user {abbott.Id}: Another user of the directory has the person's e-mail address, and may be the same person. Correct one of the two, or match by e-mail address.",
            "SameKey: person 1 (origin id HR-2), person 2 (origin id HR-3): 2 people of the source would get the same e-mail address. Give each their own.",
        }));
    }

    [TestCaseSource(nameof(Unusable))]
    public async Task PlanAsync_says_why_a_person_is_unusable(Person person, bool matchesByAddress, string message)
    {
        var plan = await PlanAsync(matchesByAddress ? Options() : WithoutMatchingByAddress(), person);

        Assert.That(plan.Conflicts.Select(conflict => (conflict.Reason, conflict.Message)), Is.EqualTo(new[] { (ConflictReason.Unusable, message) }));
    }

    [Test]
    public async Task PlanAsync_reports_one_conflict_for_each_cleared_address()
    {
        Directory.Add("Abbott", "HR-1");
        Directory.Add("Brandt", "HR-2");
        var options = WithoutMatchingByAddress();
        options.FieldPolicies[nameof(DirectorySync.Person.EmailAddress)] = FieldPolicy.Always;

        var plan = await PlanAsync(options, new Person { OriginId = "HR-1", EmailAddress = null }, new Person { OriginId = "HR-2", EmailAddress = null });

        Assert.That(plan.Conflicts.Select(conflict => (conflict.Reason, conflict.People.Single().Position)), Is.EqualTo(new[] { (ConflictReason.Unusable, (long?)0), (ConflictReason.Unusable, 1) }));
    }

    [Test]
    public async Task PlanAsync_reports_one_conflict_for_an_inactive_user_without_a_name()
    {
        var former = Directory.Add("Abbott", isActive: false);

        var plan = await PlanAsync(new Person { OriginId = "HR-1", LastName = null, EmailAddress = former.EmailAddress });

        Assert.That(plan.Conflicts.Select(conflict => conflict.Reason), Is.EqualTo(new[] { ConflictReason.OtherLastName }));
    }

    private static IEnumerable<TestCaseData> Unusable()
    {
        yield return new TestCaseData(new Person { Id = 0, OriginId = "HR-1" }, true, "Id isn't positive. Take it from Procore, or leave it out.").SetArgDisplayNames("id 0");
        yield return new TestCaseData(new Person { Id = -5, OriginId = "HR-1" }, true, "Id isn't positive. Take it from Procore, or leave it out.").SetArgDisplayNames("negative id");
        yield return new TestCaseData(Person("Abbott", "HR-1~incomplete"), true, "The origin id ends like those that this library gives to users that are created in part. Choose another.").SetArgDisplayNames("marked origin id");
        yield return new TestCaseData(new Person { OriginId = "#N/A", LastName = "#REF!" }, true, "origin_id holds the error of a spreadsheet formula. Correct the formula and export again.").SetArgDisplayNames("broken origin id before other fields");
        yield return new TestCaseData(new Person { OriginId = "HR-1", EmailAddress = "a@b.example" }, true, "A new user needs a last name.").SetArgDisplayNames("no last name");
        yield return new TestCaseData(new Person { OriginId = "HR-1", LastName = "Abbott" }, true, "A new user needs an e-mail address.").SetArgDisplayNames("no address");
        yield return new TestCaseData(new Person { LastName = "Abbott", EmailAddress = "a@b.example", AddToNewProjects = true }, true, "AddToNewProjects can be set only for a new user that has an origin id. Give an origin id, or leave AddToNewProjects out.").SetArgDisplayNames("new projects without origin id");
        yield return new TestCaseData(Person("Abbott"), false, "The next run couldn't find this user and would create them again. Give an origin id, or match by e-mail address.").SetArgDisplayNames("no key");
    }

    private static DirectorySyncOptions WithoutMatchingByAddress() => new(DirectoryScope.Everybody) { MaxDeactivations = 1000 };
}
