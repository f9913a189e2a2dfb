using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Procore.CompanyUsers.Testing;

namespace Procore.Samples.Tests;

internal sealed class AspNetCoreTests
{
    private readonly FakeProcore _fake = new();
    private FakeCompany _company = null!;
    private SampleProcess _sample = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start_the_application()
    {
        _company = _fake.AddCompany("Bluestone Builders");
        _company.AddUser("Ada", "Abbott", "ada@example.com");
        _sample = await SampleProcess.StartAsync("AspNetCore", _fake, _company);
        _client = new HttpClient { BaseAddress = await _sample.Listening };
    }

    [OneTimeTearDown]
    public async Task Stop_the_application()
    {
        _client.Dispose();
        await _sample.DisposeAsync();
    }

    [Test]
    public async Task Users_are_created_listed_and_changed()
    {
        using var created = await _client.PostAsJsonAsync("users", new { firstName = "Bruno", lastName = "Brandt", emailAddress = "bruno@example.com" });
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        using var changed = await _client.PutAsJsonAsync($"users/{id}/job-title", new { value = "Foreman" });

        var listed = await _client.GetFromJsonAsync<JsonElement>("users?search=bruno@example.com");

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), () => _sample.Output);
        Assert.That(listed.EnumerateArray().Select(user => (user.GetProperty("id").GetInt64(), user.GetProperty("jobTitle").GetString())), Is.EqualTo(new[] { (id, "Foreman") }));
        Assert.That(_company.FindUser(id)!.JobTitle, Is.EqualTo("Foreman"));
    }

    [Test]
    public async Task A_taken_address_is_a_conflict_with_problem_details()
    {
        using var response = await _client.PostAsJsonAsync("users", new { firstName = "Ada", lastName = "Abbott", emailAddress = "ada@example.com" });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("mayHaveBeenApplied").GetBoolean(), Is.False);
    }

    [Test]
    public async Task An_unknown_user_is_not_found()
    {
        using var response = await _client.GetAsync(new Uri("users/1", UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
