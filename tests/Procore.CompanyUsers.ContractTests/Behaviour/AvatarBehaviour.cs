using NUnit.Framework;
using Procore.CompanyUsers.Models;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>Pictures: a user who is created or updated with one.</summary>
public sealed class AvatarBehaviour<TDirectory> : BehaviourTest<TDirectory>
    where TDirectory : DirectoryUnderTest, new()
{
    [TestCase("ada.png", "ada.png")]
    [TestCase("Zoë \"木\"\r\n.png", "Zo%C3%AB%20%22%E6%9C%A8%22%0D%0A.png")]
    public async Task CreateAsync_stores_a_picture(string fileName, string escaped)
    {
        await AnswersAsync("POST", UsersPath, 201, $$"""
            { "id": 5000000001, "last_name": "O'Hara", "is_employee": true, "business_phone_extension": 12, "job_title": null, "avatar": "https://avatars.example.com/5000000001/{{escaped}}" }
            """);

        var user = await Users.CreateAsync(
            new NewCompanyUser("O'Hara", "zoe@example.com") { IsEmployee = true, BusinessPhoneExtension = 12, JobTitle = null },
            new CompanyUserWriteOptions { Avatar = Png(fileName) });

        Assert.That((user.Id, user.LastName, user.IsEmployee, user.BusinessPhoneExtension, user.JobTitle), Is.EqualTo(((long?)FirstId, "O'Hara", (bool?)true, (long?)12, (string?)null)));
        Assert.That(user.Avatar, Is.EqualTo($"https://avatars.example.com/5000000001/{escaped}"));
    }

    [Test]
    public async Task UpdateAsync_with_a_picture_clears_what_is_null()
    {
        AddAda();
        await AnswersAsync("PATCH", $"{UsersPath}/{FirstId}", 200, """
            { "id": 5000000001, "job_title": "Foreman", "fax_number": null, "last_name": "Abbott", "avatar": "https://avatars.example.com/5000000001/a.png" }
            """);
        await AnswersAsync("GET", $"{UsersPath}/{FirstId}", 200, """{ "id": 5000000001, "avatar": "https://avatars.example.com/5000000001/a.png" }""");

        var user = await Users.UpdateAsync(
            FirstId, new CompanyUserChanges { JobTitle = "Foreman", FaxNumber = null }, new CompanyUserWriteOptions { Avatar = Png("a.png") });

        Assert.That((user.JobTitle, user.FaxNumber, user.LastName), Is.EqualTo(("Foreman", (string?)null, "Abbott")));
        Assert.That((await Users.GetAsync(FirstId)).Avatar, Is.EqualTo(user.Avatar));
    }

    [Test]
    public async Task UpdateAsync_stores_a_picture_alone()
    {
        AddAda();
        await AnswersAsync("PATCH", $"{UsersPath}/{FirstId}", 200, """{ "id": 5000000001, "fax_number": "1", "avatar": "https://avatars.example.com/5000000001/a.png" }""");

        var user = await Users.UpdateAsync(FirstId, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = Png("a.png") });

        Assert.That((user.FaxNumber, user.Avatar), Is.EqualTo(("1", "https://avatars.example.com/5000000001/a.png")));
    }

    [Test]
    public async Task SyncAsync_stores_a_picture()
    {
        AddAda();
        await AnswersAsync("PATCH", $"{UsersPath}/sync", 200, """{ "entities": [{ "id": 5000000001, "job_title": "Foreman" }] }""");
        await AnswersAsync("PATCH", $"{UsersPath}/{FirstId}", 200, """{ "id": 5000000001, "job_title": "Foreman", "avatar": "https://avatars.example.com/5000000001/a.png" }""");

        var outcomes = await Users.SyncAsync([new CompanyUserSyncItem { Id = FirstId, JobTitle = "Foreman", Avatar = Png("a.png") }]);

        Assert.That(outcomes.Select(outcome => (outcome.Status, outcome.User!.Avatar)), Is.EqualTo([(SyncStatus.Saved, "https://avatars.example.com/5000000001/a.png")]));
    }

    [Test]
    public async Task UpdateAsync_with_a_picture_names_the_wrong_fields()
    {
        AddAda();
        await AnswersAsync("PATCH", $"{UsersPath}/{FirstId}", 422, """{ "errors": { "last_name": ["can't be blank"] } }""");

        var refusal = Assert.CatchAsync<ProcoreException>(() => Users.UpdateAsync(
            FirstId, new CompanyUserChanges { LastName = null }, new CompanyUserWriteOptions { Avatar = Png("a.png") }));

        Assert.That(refusal.Errors.Select(e => (e.Field, e.Message)), Is.EqualTo([("last_name", "can't be blank")]));
    }

    private static Avatar Png(string fileName) => new(new MemoryStream([137, 80, 78, 71, 13, 10, 26, 10]), fileName, "image/png");

    private void AddAda() => Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@example.com", FaxNumber = "1" });
}
