using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers.Tests;

internal sealed class ProcoreResponseTests
{
    [Test]
    public async Task As_returns_the_body_type_of_a_further_success_status()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"userId":"7","projects":[]}],"errors":[{"8":"is unknown"}]}""", 207);
        using var http = procore.Http;

        var response = await new CompanyUsersV13Client(http).BulkAddAsync(7, new BulkAddBody { Users = [] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(207));
            Assert.That(response.Result, Is.Null);
            Assert.That(response.As<BulkAddMultiStatus>()!.Errors!.Single()["8"], Is.EqualTo("is unknown"));
            Assert.That(() => response.As<BulkAddResult>(), Throws.InvalidOperationException.With.Message.Contains("207"));
        }
    }

    [Test]
    public async Task Result_is_the_body_of_the_first_success_status()
    {
        using var procore = ScriptedProcore.Answering("""{"entities":[{"userId":"7","projects":[]}]}""");
        using var http = procore.Http;

        var response = await new CompanyUsersV13Client(http).BulkAddAsync(7, new BulkAddBody { Users = [] });

        Assert.That(response.Result, Is.Not.Null.And.SameAs(response.As<BulkAddResult>()));
    }

    [Test]
    public async Task Headers_finds_names_in_any_case_and_those_of_the_content()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("[]", 200, ("total", "3"), ("X-Many", "a"), ("X-Many", "b")));
        using var http = procore.Http;

        var response = await new CompanyUsersV13Client(http).ListAsync(7);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Headers["TOTAL"], Is.EqualTo(new[] { "3" }));
            Assert.That(response.Headers["x-many"], Is.EqualTo(new[] { "a", "b" }));
            Assert.That(response.Headers["content-type"].Single(), Does.StartWith("application/json"));
        }
    }

    [Test]
    public async Task Result_is_null_when_the_body_is_empty()
    {
        using var procore = new ScriptedProcore(_ => Answer.Empty(200));
        using var http = procore.Http;

        var response = await new CompanyUsersV13Client(http).GetAsync(7, 8);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Result, Is.Null);
            Assert.That(response.As<CompanyUser>(), Is.Null);
            Assert.That(response.Operation, Is.EqualTo($"GET {OpenApiDocument.CompanyUsers.Find("GET", "/rest/v1.3/companies/7/users/8").Path}"));
        }
    }

    [Test]
    public async Task Result_is_read_for_an_undeclared_success_status()
    {
        using var procore = ScriptedProcore.Answering("""{"id":8}""", 203);
        using var http = procore.Http;

        var response = await new CompanyUsersV13Client(http).GetAsync(7, 8);

        Assert.That(response.Result!.Id, Is.EqualTo(8));
    }
}
