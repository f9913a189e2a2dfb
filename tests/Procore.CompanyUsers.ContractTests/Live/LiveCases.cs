using System.Net;
using NUnit.Framework;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>The cases: each works on a user of its own and needs nothing to be there before.</summary>
public static class LiveCases
{
    /// <summary>One grey point.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    public static IReadOnlyList<LiveCase> All { get; } =
    [
        new(2, "a user is created by JSON", async directory =>
        {
            var user = await directory.AddAsync();
            Assert.That((user.Id, user.LastName, user.JobTitle), Is.EqualTo(((long?)user.Id, LiveDirectory.LastName, "Tester")));
        }),
        new(3, "an update changes what is sent and nothing else", async directory =>
        {
            var user = await directory.AddAsync();
            await directory.Users.UpdateAsync(user.Id, new CompanyUserChanges { JobTitle = "Changed" });
            var now = await directory.Users.GetAsync(user.Id);
            Assert.That((now.JobTitle, now.LastName, now.EmailAddress, now.FaxNumber), Is.EqualTo(("Changed", user.LastName, user.EmailAddress, "1")));
        }),
        new(4, "null clears a field", async directory =>
        {
            var user = await directory.AddAsync();
            await directory.Users.UpdateAsync(user.Id, new CompanyUserChanges { FaxNumber = null });
            Assert.That((await directory.Users.GetAsync(user.Id)).FaxNumber, Is.Null.Or.Empty);
        }),
        new(5, "an update deactivates and keeps the record", async directory =>
        {
            var user = await directory.AddAsync();
            await directory.Users.DeactivateAsync(user.Id);
            Assert.That((await directory.FindAsync(CompanyUserStatus.Any, user.OriginId!)).Select(other => other.Id), Is.EqualTo([user.Id]));
        }),
        new(6, "an inactive user is reactivated, and an active one is not found", async directory =>
        {
            var user = await directory.AddAsync();
            await directory.Users.DeactivateAsync(user.Id);
            await directory.Users.ReactivateAsync(user.Id);
            Assert.That(await directory.FindAsync(CompanyUserStatus.Active, user.OriginId!), Has.Count.EqualTo(1));
            Assert.That(Assert.CatchAsync<ProcoreException>(() => directory.Users.ReactivateAsync(user.Id)).StatusCode, Is.EqualTo(404));
        }),
        new(7, "the company's list has active users only", async directory =>
        {
            var user = await directory.AddAsync();
            Assert.That(await directory.FindAsync(CompanyUserStatus.Active, user.OriginId!), Has.Count.EqualTo(1));
            await directory.Users.DeactivateAsync(user.Id);
            Assert.That(await directory.FindAsync(CompanyUserStatus.Active, user.OriginId!), Is.Empty);
        }),
        new(8, "the list of all users says who is active", async directory =>
        {
            var user = await directory.AddAsync();
            Assert.That((await directory.FindAsync(CompanyUserStatus.Any, user.OriginId!)).Single().IsActive, Is.True);
            await directory.Users.DeactivateAsync(user.Id);
            Assert.That((await directory.FindAsync(CompanyUserStatus.Any, user.OriginId!)).Single().IsActive, Is.False);
        }),
        new(9, "sync finds by id, and changes the origin id", async directory =>
        {
            var user = await directory.AddAsync();
            var outcome = await SyncAsync(directory, new() { Id = user.Id, OriginId = directory.NewOriginId(), JobTitle = "Synced" });
            Assert.That((outcome.Status, outcome.User?.Id), Is.EqualTo((SyncStatus.Saved, user.Id)));
            Assert.That((await directory.Users.GetAsync(user.Id)).OriginId, Is.Not.EqualTo(user.OriginId));
        }),
        new(9, "sync finds by origin id", async directory =>
        {
            var user = await directory.AddAsync();
            var outcome = await SyncAsync(directory, new() { OriginId = user.OriginId, JobTitle = "Synced" });
            Assert.That((outcome.Status, outcome.User?.Id), Is.EqualTo((SyncStatus.Saved, user.Id)));
        }),
        new(9, "sync creates by an origin id that no user has", async directory =>
        {
            var originId = directory.NewOriginId();
            var outcome = await SyncAsync(directory, new() { OriginId = originId, LastName = LiveDirectory.LastName, EmailAddress = LiveDirectory.AddressOf(originId) });
            Assert.That(outcome.Status, Is.EqualTo(SyncStatus.Saved));
            Assert.That((await directory.FindAsync(CompanyUserStatus.Active, originId)).Single().Id, Is.EqualTo(outcome.User?.Id));
        }),
        new(10, "sync finds an inactive user by origin id", async directory =>
        {
            var user = await directory.AddAsync();
            await directory.Users.DeactivateAsync(user.Id);
            var outcome = await SyncAsync(directory, new() { OriginId = user.OriginId, JobTitle = "Synced" });
            Assert.That((outcome.Status, outcome.User?.Id), Is.EqualTo((SyncStatus.Saved, user.Id)));
        }),
        new(11, "sync leaves an inactive user inactive", async directory =>
        {
            var user = await directory.AddAsync();
            await directory.Users.DeactivateAsync(user.Id);
            Assert.That((await SyncAsync(directory, new() { Id = user.Id, JobTitle = "Synced" })).Status, Is.EqualTo(SyncStatus.Saved));
            Assert.That(await directory.FindAsync(CompanyUserStatus.Active, user.OriginId!), Is.Empty);
        }),
        new(12, "sync tells of a wrong item and saves the others", async directory =>
        {
            var user = await directory.AddAsync();
            var outcomes = await directory.Users.SyncAsync(
            [
                new CompanyUserSyncItem { Id = user.Id, CountryCode = "nowhere" },
                new CompanyUserSyncItem { OriginId = (await directory.AddAsync()).OriginId, JobTitle = "Synced" },
            ]);
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo([SyncStatus.Refused, SyncStatus.Saved]));
            Assert.That(outcomes[0].Errors.Select(error => error.Field), Is.EqualTo(["country_code"]));
        }),
        new(21, "pages of one person hold everybody once", async directory =>
        {
            var people = new[] { await directory.AddAsync(), await directory.AddAsync(), await directory.AddAsync() };
            var query = new CompanyUserQuery { CreatedAt = new TimeRange(people.Min(user => user.CreatedAt!.Value), people.Max(user => user.CreatedAt!.Value)), PageSize = 1 };
            var found = await directory.Users.ListAsync(query).ToListAsync();
            Assert.That(found.Select(user => user.Id), Is.SupersetOf(people.Select(user => user.Id)).And.Unique);
        }),
        new(22, "a range of times holds who was created in it", async directory =>
        {
            var user = await directory.AddAsync();
            var created = user.CreatedAt!.Value;
            Assert.That(await CreatedAsync(directory, user, created.AddMinutes(-1), created.AddMinutes(1)), Is.EqualTo(1));
            Assert.That(await CreatedAsync(directory, user, created.AddMinutes(-2), created.AddMinutes(-1)), Is.Zero);
        }),
        new(24, "a search finds by address in any case", async directory =>
        {
            var user = await directory.AddAsync();
            var found = await directory.Users.ListAsync(new CompanyUserQuery { Search = user.EmailAddress!.ToUpperInvariant() }).ToListAsync();
            Assert.That(found.Select(other => other.Id), Is.EqualTo([user.Id]));
        }),
        new(25, "a picture goes with the fields, and null clears one beside it", async directory =>
        {
            var user = await directory.AddAsync();
            using var picture = new MemoryStream(Picture);
            var options = new CompanyUserWriteOptions { Avatar = new Avatar(picture, "test.png", "image/png") };
            await directory.Users.UpdateAsync(user.Id, new CompanyUserChanges { JobTitle = "Pictured", FaxNumber = null }, options);
            var now = await directory.Users.GetAsync(user.Id);
            Assert.That((now.JobTitle, now.LastName), Is.EqualTo(("Pictured", LiveDirectory.LastName)));
            Assert.That(now.FaxNumber, Is.Null.Or.Empty);
            Assert.That(now.Avatar, Is.Not.Null.And.Not.Empty);
        }),
        new(27, "an address that is taken is a conflict, in any case", async directory =>
        {
            var user = await directory.AddAsync();
            var refusal = Assert.CatchAsync<ProcoreException>(() => directory.Users.CreateAsync(
                new NewCompanyUser(LiveDirectory.LastName, user.EmailAddress!.ToUpperInvariant()) { OriginId = directory.NewOriginId() }));
            Assert.That(refusal.StatusCode, Is.EqualTo(409));
        }),
        new(29, "a create that is repeated with the same idempotency token makes no second user", async directory =>
        {
            var originId = directory.NewOriginId();
            var statuses = await directory.CreateTwiceWithOneTokenAsync(originId);
            Assert.That(statuses[0], Is.EqualTo(HttpStatusCode.Created));
            Assert.That(statuses[1], Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Conflict));
            Assert.That(await directory.FindAsync(CompanyUserStatus.Any, originId), Has.Count.EqualTo(1));
        }),
        new(31, "an employee id is stored for an employee only", async directory =>
        {
            var user = await directory.AddAsync();
            await directory.Users.UpdateAsync(user.Id, new CompanyUserChanges { EmployeeId = "E1", IsEmployee = false });
            Assert.That((await directory.Users.GetAsync(user.Id)).EmployeeId, Is.Null.Or.Empty);
            await directory.Users.UpdateAsync(user.Id, new CompanyUserChanges { EmployeeId = "E1", IsEmployee = true });
            Assert.That((await directory.Users.GetAsync(user.Id)).EmployeeId, Is.EqualTo("E1"));
        }),
        new(38, "the list of all users can be filtered for inactive ones", async directory =>
        {
            var user = await directory.AddAsync();
            Assert.That(await directory.FindStatesAsync(user.OriginId!, active: false), Is.Empty);
            await directory.Users.DeactivateAsync(user.Id);
            Assert.That(await directory.FindStatesAsync(user.OriginId!, active: false), Is.EqualTo(new bool?[] { false }));
            Assert.That(await directory.FindStatesAsync(user.OriginId!, active: true), Is.Empty);
        }),
    ];

    private static async Task<SyncOutcome> SyncAsync(LiveDirectory directory, CompanyUserSyncItem item) => (await directory.Users.SyncAsync([item])).Single();

    private static async Task<int> CreatedAsync(LiveDirectory directory, CompanyUser user, DateTimeOffset from, DateTimeOffset to) =>
        await directory.Users.ListAsync(new CompanyUserQuery { OriginId = user.OriginId, CreatedAt = new TimeRange(from, to) }).CountAsync();
}
