using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What each method sends, to the letter.</summary>
internal sealed class SentCallTests
{
    private const string Company = "/companies/562949953421312";

    public static IEnumerable<TestCaseData> Calls()
    {
        yield return Case(users => users.GetCurrentAsync(), $"GET {Company}/me", null);
        yield return Case(users => users.GetAsync(562949953421313), $"GET {Company}/users/562949953421313", null);
        yield return Case(
            users => users.CreateAsync(new NewCompanyUser("Ö'Neil", "zoe@example.com") { VendorId = 562949953421313, IsEmployee = null }),
            $"POST {Company}/users",
            """{"user":{"last_name":"Ö'Neil","email_address":"zoe@example.com","vendor_id":562949953421313,"is_employee":null}}""");
        yield return Case(
            users => users.CreateAsync(new NewCompanyUser("O", "o@example.com"), new CompanyUserWriteOptions { RunConfigurableValidations = true }),
            $"POST {Company}/users?run_configurable_validations=true",
            """{"user":{"last_name":"O","email_address":"o@example.com"}}""");
        yield return Case(
            users => users.UpdateAsync(7, new CompanyUserChanges { JobTitle = "Superintendent", FaxNumber = null }),
            $"PATCH {Company}/users/7",
            """{"user":{"job_title":"Superintendent","fax_number":null}}""");
        yield return Case(
            users => users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" }, new CompanyUserWriteOptions { RunConfigurableValidations = false }),
            $"PATCH {Company}/users/7?run_configurable_validations=false",
            """{"user":{"zip":"1"}}""");
        yield return Case(users => users.DeactivateAsync(7), $"PATCH {Company}/users/7", """{"user":{"is_active":false}}""");
        yield return Case(users => users.ReactivateAsync(7), $"PATCH {Company}/users/inactive/7", null);
        yield return Case(users => users.InviteAsync(7), $"PATCH {Company}/users/7/invite", null);
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Methods_send_one_request_to_the_company(Func<ICompanyUsers, Task> call, string line, string? body)
    {
        using var procore = new ScriptedProcore(request => Answer.Json($$"""{"id":{{(long.TryParse(request.Address.Segments[^1], System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 7)}}}"""));

        await call(procore.Users);

        var sent = procore.Requests.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Line, Is.EqualTo(line));
            Assert.That(sent.Headers["Procore-Company-Id"], Is.EqualTo("562949953421312"));
            Assert.That(sent.Headers["Authorization"], Is.EqualTo($"Bearer {ScriptedProcore.Token}"));
            if (body is null)
            {
                Assert.That(sent.Body, Is.Null.Or.Empty);
            }
            else
            {
                Assert.That(Json.Parse(sent.Body!), Is.EqualTo(Json.Parse(body)).Using<JToken>(Json.AreEqual));
                Assert.That(sent.ContentType, Does.StartWith("application/json"));
            }
        }
    }

    [Test]
    public async Task UpdateAsync_sends_additional_properties()
    {
        using var procore = ScriptedProcore.Answering("""{"id":7}""");
        var changes = new CompanyUserChanges();
        changes.AdditionalProperties["shoe_size"] = 44;

        await procore.Users.UpdateAsync(7, changes);

        Assert.That(procore.Requests.Single().Body, Is.EqualTo("""{"user":{"shoe_size":44}}"""));
    }

    [Test]
    public async Task Company_sends_requests_with_the_id_of_that_company()
    {
        using var procore = ScriptedProcore.Answering("""{"id":7}""");

        await procore.Client.Company(8).Users.GetAsync(7);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests.Single().Address.AbsolutePath, Is.EqualTo(FacadeRoute.Path("GET /companies/8/users/7")));
            Assert.That(procore.Requests.Single().Headers["Procore-Company-Id"], Is.EqualTo("8"));
        }
    }

    [Test]
    public async Task GetAsync_returns_each_of_100_concurrent_callers_its_own_user()
    {
        using var procore = new ScriptedProcore(async (request, _) =>
        {
            await Task.Yield();
            return Answer.Json($$"""{"id":{{request.Address.Segments[^1]}}}""");
        });
        var ids = Enumerable.Range(1, 100).Select(id => (long)id).ToArray();

        var users = await Task.WhenAll(ids.Select(id => Task.Run(() => procore.Users.GetAsync(id))));

        Assert.That(users.Select(user => user.Id), Is.EqualTo(ids));
    }

    private static TestCaseData Case(Func<ICompanyUsers, Task> call, string line, string? body) =>
        new TestCaseData(call, FacadeRoute.Line(line), body).SetArgDisplayNames(line, body ?? "no body");
}
