namespace Procore.CompanyUsers.Tests;

internal sealed class ProcoreClientTests
{
    [Test]
    public async Task Create_returns_a_client_without_a_container()
    {
        using var handler = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        var options = new ProcoreOptions { AccessToken = "token" };
        await using var client = ProcoreClient.Create(options, handler);
        options.AccessToken = "changed later";

        await client.Company(7).Users.GetAsync(7);

        Assert.That(handler.Requests.Single().Headers["Authorization"], Is.EqualTo("Bearer token"));
    }

    [Test]
    public void Create_names_invalid_options()
    {
        Assert.That(
            () => ProcoreClient.Create(new ProcoreOptions { ClientId = "s3cret", Paging = { PageSize = 0 } }),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("options").And.Message.Contains("ProcoreOptions.Paging.PageSize").And.Message.Contains("ClientSecret").And.Message.Not.Contains("s3cret"));
        Assert.That(() => ProcoreClient.Create(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Dispose_prevents_further_requests()
    {
        using var handler = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        var client = ProcoreClient.Create(new ProcoreOptions { AccessToken = "token" }, handler);

        client.Dispose();
        client.Dispose();

        Assert.That(() => client.Company(7).Users.GetAsync(7), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(handler.Requests, Is.Empty);
    }

    [Test]
    public async Task Create_returns_clients_with_separate_tokens_and_limits()
    {
        using var handler = new RecordingHandler((_, _) => Task.FromResult(Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(10, 0, DateTimeOffset.UtcNow.AddHours(1)))));
        await using var first = ProcoreClient.Create(new ProcoreOptions { AccessToken = "one" }, handler);
        await using var second = ProcoreClient.Create(new ProcoreOptions { AccessToken = "two" }, handler);

        await first.Company(7).Users.GetAsync(7);
        await second.Company(7).Users.GetAsync(7);

        Assert.That(handler.Requests.Select(request => request.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer one", "Bearer two" }));
    }
}
