namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class SnapshotTests : DirectoryTest
{
    private readonly FakeUser _ada;
    private readonly FakeProject _bridge;

    public SnapshotTests()
    {
        _ada = Company.AddUser("Ada", "Abbott", "ada@example.com");
        _bridge = Company.AddProject("Bridge");
    }

    [Test]
    public async Task TakeSnapshot_is_immutable()
    {
        var before = Company.TakeSnapshot();
        await UpdateAsync(new { city = "Graz" });
        Company.AddMembership(_ada, _bridge);
        Assert.That(before.Users, Is.EqualTo(new[] { _ada }));
        Assert.That(before.Memberships, Is.Empty);
        Assert.That($"{before}", Is.EqualTo("Acme Construction: 1 users, 1 of them active, and 0 memberships of projects"));
    }

    [Test]
    public void Equals_compares_the_content()
    {
        Company.AddUser(new FakeUser { LastName = "Brandt", EmailAddress = "b@example.com", AvatarFile = new FakeAvatarFile("a.png", "image/png", [1, 2]) });
        Company.AddMembership(_ada, _bridge, permissionTemplate: null, Company.AddProjectRole("Foreman"));
        var (one, other) = (Company.TakeSnapshot(), Company.TakeSnapshot());
        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
        Assert.That(one.ChangesSince(other), Is.Empty);
        Company.AddVendor("Steel Ltd");
        Assert.That(Company.TakeSnapshot(), Is.Not.EqualTo(one));
    }

    [Test]
    public async Task ChangesSince_describes_changes()
    {
        var (template, foreman) = (Company.AddPermissionTemplate("Field"), Company.AddProjectRole("Foreman"));
        var bruno = Company.AddUser("Bruno", "Brandt", "b@example.com");
        Company.AddMembership(bruno, _bridge);
        var before = Company.TakeSnapshot();

        Clock.Advance(TimeSpan.FromHours(1));
        await UpdateAsync(new { job_title = "Foreman", business_phone_extension = 12, is_active = false });
        Company.AddMembership(bruno, _bridge, template, foreman);
        Company.AddMembership(_ada, _bridge);
        var vendor = Company.AddVendor("Steel Ltd");
        var chiara = Company.AddUser("Chiara", "Castillo", "c@example.com");

        Assert.That(Company.TakeSnapshot().ChangesSince(before), Is.EqualTo(new[]
        {
            $"user {_ada.Id} (Ada Abbott): job_title null -> \"Foreman\", business_phone_extension null -> 12, is_active true -> false",
            $"added: user {chiara.Id} (Chiara Castillo)",
            $"added: user {_ada.Id} on project {_bridge.Id}",
            $"user {bruno.Id} on project {_bridge.Id}: project_role_ids \"\" -> \"{foreman.Id}\"",
            $"added: vendor {vendor.Id} (Steel Ltd)",
        }).AsCollection);
        Assert.That(before.ChangesSince(Company.TakeSnapshot()), Does.Contain($"removed: user {chiara.Id} (Chiara Castillo)").And.Contain($"removed: vendor {vendor.Id} (Steel Ltd)"));
    }

    [Test]
    public async Task ChangesSince_describes_updated_at_alone_and_a_replaced_avatar()
    {
        var before = Company.TakeSnapshot();
        Clock.Advance(TimeSpan.FromHours(1));
        await UpdateAsync(new { first_name = "Ada" });
        Assert.That(Company.TakeSnapshot().ChangesSince(before), Is.EqualTo(new[] { $"user {_ada.Id} (Ada Abbott): updated_at \"2026-03-01T08:00:00Z\" -> \"2026-03-01T09:00:00Z\"" }));

        await UploadAsync(1);
        before = Company.TakeSnapshot();
        await UploadAsync(1);
        Assert.That(Company.TakeSnapshot().ChangesSince(before), Is.Empty);
        await UploadAsync(2);
        Assert.That(Company.TakeSnapshot().ChangesSince(before), Is.EqualTo(new[] { $"user {_ada.Id} (Ada Abbott): avatar replaced by another image" }));
    }

    private Task<WireAnswer> UpdateAsync(object attributes) => Client.SendAsync("PATCH", Company, $"users/{_ada.Id}", UserBody(attributes));

    private async Task UploadAsync(byte content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent([content]), "user[avatar]", "a.png" } };
        await Client.SendContentAsync("PATCH", $"/rest/v1.3/companies/{Company.Id}/users/{_ada.Id}", $"{Company.Id}", form);
    }
}
