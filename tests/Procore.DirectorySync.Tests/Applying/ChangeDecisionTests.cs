using System.Globalization;
using System.Text;

namespace Procore.DirectorySync.Tests;

/// <summary>Whether a change is made, was made already, or no longer fits, for each state that its user can be in.</summary>
internal sealed class ChangeDecisionTests : SyncTest
{
    private const long Account = 99;
    private const string Planned = "2026-11-01T00:00:00Z";
    private const string Later = "2026-11-02T00:00:00Z";

    private static readonly FieldChange Job = new("job_title", "Laborer", "Foreman");
    private static readonly FieldChange City = new("city", "Austin", "Dallas");

    [TestCase(true, Planned, "Laborer", null, TestName = "As planned")]
    [TestCase(true, Planned, null, null, TestName = "As planned, without the field")]
    [TestCase(true, Planned, "Owner", ChangeStatus.Stale, TestName = "Another value, same time")]
    [TestCase(true, Later, "Laborer", ChangeStatus.Stale, TestName = "Edited since")]
    [TestCase(true, Later, null, ChangeStatus.Stale, TestName = "Edited since, without the field")]
    [TestCase(true, Later, "Owner", ChangeStatus.Stale, TestName = "Another value")]
    [TestCase(true, Later, "Foreman", ChangeStatus.AlreadyDone, TestName = "Made")]
    [TestCase(true, Planned, "Foreman", ChangeStatus.AlreadyDone, TestName = "Made, same time")]
    [TestCase(false, Planned, "Laborer", ChangeStatus.Stale, TestName = "Deactivated")]
    [TestCase(false, Later, "Foreman", ChangeStatus.Stale, TestName = "Made and deactivated")]
    public async Task Of_compares_an_update_with_its_user(bool isActive, string updatedAt, string? job, ChangeStatus? expected)
    {
        Assert.That(
            await DecideAsync(ChangeOf(ChangeKind.Update, Job), User(isActive, updatedAt, job)),
            Is.EqualTo((expected, expected == ChangeStatus.Stale ? "The user was changed since the plan was made." : null, (long?)7)));
        Assert.That((await DecideAsync(ChangeOf(ChangeKind.Link, Job), User(isActive, updatedAt, job))).Status, Is.EqualTo(expected));
    }

    [TestCase(Planned, "Laborer", "Austin", null)]
    [TestCase(Planned, "Foreman", "Austin", ChangeStatus.Stale)]
    [TestCase(Planned, "Laborer", "Dallas", ChangeStatus.Stale)]
    [TestCase(Planned, "Foreman", "Dallas", ChangeStatus.AlreadyDone)]
    [TestCase(Later, "Foreman", "Dallas", ChangeStatus.AlreadyDone)]
    [TestCase(Later, "Foreman", "Austin", ChangeStatus.Stale)]
    [TestCase(Later, "Foreman", null, ChangeStatus.Stale)]
    public async Task Of_compares_each_field_of_an_update(string updatedAt, string job, string? city, ChangeStatus? expected) =>
        Assert.That((await DecideAsync(ChangeOf(ChangeKind.Update, Job, City), User(true, updatedAt, job, city))).Status, Is.EqualTo(expected));

    [TestCase("Owner", null)]
    [TestCase("Foreman", null)]
    [TestCase(null, null)]
    public async Task Of_makes_a_change_whose_old_value_is_unknown(string? job, ChangeStatus? expected) =>
        Assert.That((await DecideAsync(ChangeOf(ChangeKind.Update, new FieldChange("job_title", null, "Foreman", isOldKnown: false)), User(true, Planned, job))).Status, Is.EqualTo(expected));

    [Test]
    public async Task Of_does_not_take_a_missing_field_for_a_cleared_one() =>
        Assert.That((await DecideAsync(ChangeOf(ChangeKind.Update, new FieldChange("job_title", "Laborer", null)), User(true, Later))).Status, Is.EqualTo(ChangeStatus.Stale));

    [TestCase(true, Planned, null)]
    [TestCase(true, Later, ChangeStatus.Stale)]
    [TestCase(false, Planned, ChangeStatus.AlreadyDone)]
    [TestCase(false, Later, ChangeStatus.AlreadyDone)]
    public async Task Of_compares_a_deactivation_with_its_user(bool isActive, string updatedAt, ChangeStatus? expected) =>
        Assert.That((await DecideAsync(ChangeOf(ChangeKind.Deactivate), User(isActive, updatedAt))).Status, Is.EqualTo(expected));

    [TestCase(true, Planned, "Laborer", null)]
    [TestCase(true, Planned, "Foreman", ChangeStatus.Stale)]
    [TestCase(true, Later, "Laborer", ChangeStatus.Stale)]
    [TestCase(false, Later, "Foreman", ChangeStatus.AlreadyDone)]
    [TestCase(false, Later, "Laborer", ChangeStatus.Stale)]
    public async Task Of_compares_a_deactivation_that_sets_fields(bool isActive, string updatedAt, string job, ChangeStatus? expected) =>
        Assert.That((await DecideAsync(ChangeOf(ChangeKind.Deactivate, Job), User(isActive, updatedAt, job))).Status, Is.EqualTo(expected));

    [TestCase(false, Planned, "Laborer", "Austin", null)]
    [TestCase(false, Later, "Laborer", "Austin", ChangeStatus.Stale)]
    [TestCase(false, Planned, "Foreman", "Austin", ChangeStatus.Stale)]
    [TestCase(false, Planned, "Foreman", "Dallas", ChangeStatus.Stale)]
    [TestCase(true, Later, "Laborer", "Austin", null)]
    [TestCase(true, Later, "Foreman", "Austin", null)]
    [TestCase(true, Later, "Foreman", "Dallas", ChangeStatus.AlreadyDone)]
    [TestCase(true, Later, "Laborer", "Houston", ChangeStatus.Stale)]
    [TestCase(true, Later, "Owner", "Dallas", ChangeStatus.Stale)]
    [TestCase(true, Later, "Foreman", null, null)]
    public async Task Of_continues_a_reactivation_unless_the_user_was_edited(bool isActive, string updatedAt, string job, string? city, ChangeStatus? expected) =>
        Assert.That((await DecideAsync(ChangeOf(ChangeKind.Reactivate, Job, City), User(isActive, updatedAt, job, city))).Status, Is.EqualTo(expected));

    [TestCase("foreman", ChangeStatus.Stale)]
    [TestCase("Foreman", ChangeStatus.AlreadyDone)]
    public async Task Of_distinguishes_letter_case(string job, ChangeStatus? expected) =>
        Assert.That((await DecideAsync(ChangeOf(ChangeKind.Update, Job), User(true, Later, job))).Status, Is.EqualTo(expected));

    [Test]
    public async Task Of_reports_a_user_that_is_gone_and_the_calling_account()
    {
        Assert.That(
            await DecideAsync(ChangeOf(ChangeKind.Update, Job), User(id: 8)),
            Is.EqualTo(((ChangeStatus?)ChangeStatus.Stale, (string?)"The directory no longer has a user with this id.", (long?)null)));
        var ofAccount = new DirectoryChange(ChangeKind.Update, new PersonReference(Account, 0, null, null, null), null, [Job]);
        Assert.That(
            await DecideAsync(ofAccount, User(id: Account)),
            Is.EqualTo(((ChangeStatus?)ChangeStatus.NotSent, (string?)"This is the account that signs in, which is never changed.", (long?)null)));
    }

    [TestCase(null, null, null, TestName = "No user is there")]
    [TestCase("HR-5", "new@bluestone.example", ChangeStatus.AlreadyDone, TestName = "The origin id is there")]
    [TestCase("HR-5~incomplete", "other@bluestone.example", null, TestName = "Created in part")]
    [TestCase("HR-6", "new@bluestone.example", ChangeStatus.Stale, TestName = "The address is taken")]
    [TestCase(null, "NEW@bluestone.example", ChangeStatus.Stale, TestName = "The address is taken in another case")]
    public async Task Of_looks_for_a_created_user_by_origin_id(string? originId, string? address, ChangeStatus? expected)
    {
        var change = Create(new FieldChange("origin_id", null, "HR-5", isOldKnown: false), new FieldChange("email_address", null, "new@bluestone.example", isOldKnown: false));
        var decision = await DecideAsync(change, address is null ? User(id: 8) : User(originId: originId, address: address));

        Assert.That((decision.Status, decision.UserId), Is.EqualTo((expected, address is null ? null : (long?)7)));
        Assert.That(decision.Message, Is.EqualTo(expected == ChangeStatus.Stale ? "A user of the directory has this e-mail address now." : null));
    }

    [TestCase(true, "Foreman", "Dallas", ChangeStatus.AlreadyDone)]
    [TestCase(true, "Foreman", null, ChangeStatus.AlreadyDone)]
    [TestCase(true, null, null, ChangeStatus.AlreadyDone)]
    [TestCase(true, "Foreman", "Austin", ChangeStatus.Stale)]
    [TestCase(true, "Owner", "Dallas", ChangeStatus.Stale)]
    [TestCase(false, "Foreman", "Dallas", ChangeStatus.Stale)]
    public async Task Of_compares_each_field_of_a_created_user(bool isActive, string? job, string? city, ChangeStatus? expected)
    {
        var change = Create(new FieldChange("email_address", null, "new@bluestone.example", isOldKnown: false), Unknown(Job), Unknown(City));
        var decision = await DecideAsync(change, User(isActive, Later, job, city, address: "new@bluestone.example"));

        Assert.That((decision.Status, decision.UserId), Is.EqualTo((expected, (long?)7)));
        if (expected == ChangeStatus.Stale)
            Assert.That(decision.Message, Is.EqualTo("A user with this origin id or e-mail address was created since the plan was made, and differs."));
    }

    private static FieldChange Unknown(FieldChange field) => new(field.Name, null, field.New, isOldKnown: false);

    private static DirectoryChange ChangeOf(ChangeKind kind, params FieldChange[] fields) =>
        new(kind, new PersonReference(7, 0, null, null, null), DateTimeOffset.Parse(Planned, CultureInfo.InvariantCulture), fields);

    private static DirectoryChange Create(params FieldChange[] fields) => new(ChangeKind.Create, new PersonReference(null, 0, null, null, null), null, fields);

    private static string User(bool isActive = true, string updatedAt = Planned, string? job = null, string? city = null, long id = 7, string? originId = null, string address = "a@bluestone.example")
    {
        var json = new StringBuilder($$"""{"id":{{id}},"is_active":{{(isActive ? "true" : "false")}},"updated_at":"{{updatedAt}}","email_address":"{{address}}","origin_id":{{(originId is null ? "null" : $"\"{originId}\"")}}""");
        if (job is not null)
            json.Append(CultureInfo.InvariantCulture, $",\"job_title\":\"{job}\"");
        if (city is not null)
            json.Append(CultureInfo.InvariantCulture, $",\"city\":\"{city}\"");
        return json.Append('}').ToString();
    }

    private async Task<(ChangeStatus? Status, string? Message, long? UserId)> DecideAsync(DirectoryChange change, string user)
    {
        Directory.Hook.BeforeSending = _ =>
        {
            var answer = new HttpResponseMessage { Content = new StringContent($"[{user}]", Encoding.UTF8, "application/json") };
            answer.Headers.Add("Total", "1");
            Directory.Hook.AnswerNext(answer);
            return Task.CompletedTask;
        };
        var current = await CurrentUsers.ReadAsync(Directory.Users, [change], [], CancellationToken.None);
        var decision = ChangeDecision.Of(change, current, Account);
        return (decision.Status, decision.Message, decision.User?.Id);
    }
}
