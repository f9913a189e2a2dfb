namespace Procore.CompanyUsers.Tests;

internal sealed class FindTests
{
    [Test]
    public async Task FindByEmailAsync_returns_only_the_exact_address_in_any_case()
    {
        using var procore = ScriptedProcore.Answering("""
            [{"id":1,"email_address":"ann@example.com.au"},{"id":2,"email_address":"Ann@Example.com"},{"id":3,"email_address":null}]
            """);

        var user = await procore.Users.FindByEmailAsync(" ann@example.com ");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(user!.Id, Is.EqualTo(2));
            Assert.That(procore.Requests[0].Line, Does.StartWith(FacadeRoute.Line("GET /users?")).And.Contain("ann%40example.com"));
        }
    }

    [Test]
    public async Task FindByEmailAsync_returns_null_when_no_user_has_the_address()
    {
        using var procore = ScriptedProcore.Answering("[]");

        Assert.That(await procore.Users.FindByEmailAsync("ann@example.com"), Is.Null);
    }

    [Test]
    public void FindByEmailAsync_throws_with_the_ids_when_several_users_match()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"email_address":"ann@example.com"},{"id":2,"email_address":"ANN@example.com"}]""");

        var failure = Assert.ThrowsAsync<AmbiguousUserException>(() => procore.Users.FindByEmailAsync("ann@example.com"));
        Assert.That(failure.UserIds, Is.EqualTo([1, 2]));
        Assert.That(failure.Message, Does.Contain("1, 2").And.Not.Contain("ann"));
    }

    [Test]
    public void FindByEmailAsync_throws_when_a_user_has_no_address()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1}]""");

        Assert.That(async () => await procore.Users.FindByEmailAsync("ann@example.com"), Throws.InstanceOf<ProcoreException>().With.Message.Contains("e-mail address"));
    }

    [Test]
    public async Task FindByOriginIdAsync_is_case_sensitive()
    {
        using var procore = ScriptedProcore.Answering("""[{"id":1,"origin_id":"e-7"},{"id":2,"origin_id":"E-7"}]""");

        Assert.That((await procore.Users.FindByOriginIdAsync("E-7"))!.Id, Is.EqualTo(2));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    public void FindByEmailAsync_and_FindByOriginIdAsync_refuse_blank_values(string? value)
    {
        using var procore = ScriptedProcore.Answering("[]");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(async () => await procore.Users.FindByEmailAsync(value!), Throws.InstanceOf<ArgumentException>());
            Assert.That(async () => await procore.Users.FindByOriginIdAsync(value!), Throws.InstanceOf<ArgumentException>());
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task ListAllAsync_returns_the_users_of_all_pages()
    {
        using var procore = new ScriptedProcore(request => request.Page == 1 ? Answer.Users([1, 2]) : request.Page == 2 ? Answer.Users([3]) : Answer.Users([]));

        var users = await procore.Users.ListAllAsync();

        Assert.That(users.Select(user => user.Id), Is.EqualTo(new long?[] { 1, 2, 3 }));
    }
}
