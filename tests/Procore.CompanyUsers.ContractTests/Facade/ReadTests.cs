using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.Models;
using WireMock.RequestBuilders;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class ReadTests : FacadeTest
{
    private const long UserId = 5_000_000_123;

    [Test]
    public async Task GetCurrentAsync_returns_the_signed_in_user()
    {
        var sample = SampleUser(UserId);
        Stub(Json(200, sample));

        var user = await Users.GetCurrentAsync();

        AssertOnlyRequest("GET", $"{CompanyPath}/me");
        AssertSame(user, sample);
    }

    [Test]
    public async Task GetAsync_returns_the_user()
    {
        Stub(Answer(200, """
            {
              "id": 5000000123, "name": "Zoë 木 😀", "is_active": false, "job_title": null,
              "created_at": "2026-03-01T08:30:00+02:00", "vendor": { "id": 6000000001, "name": "Acme" }
            }
            """));

        var user = await Users.GetAsync(UserId);

        AssertOnlyRequest("GET", $"{CompanyPath}/users/{UserId}");
        Assert.That(user.Id, Is.EqualTo(UserId));
        Assert.That(user.Name, Is.EqualTo("Zoë 木 😀"));
        Assert.That(user.IsActive, Is.False);
        Assert.That(user.JobTitle, Is.Null);
        Assert.That(user.IsGiven(nameof(CompanyUser.JobTitle)), Is.True);
        Assert.That(user.IsGiven(nameof(CompanyUser.Notes)), Is.False);
        Assert.That(user.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 3, 1, 8, 30, 0, TimeSpan.FromHours(2))));
        Assert.That(user.Vendor?.Id, Is.EqualTo(6_000_000_001));
    }

    [Test]
    public async Task GetAsync_keeps_unknown_properties()
    {
        var sample = new SchemaSampler(Document).SampleWithUnknowns(Document.Schema(nameof(CompanyUser)));
        sample["id"] = UserId;
        Stub(Json(200, sample));

        AssertSame(await Users.GetAsync(UserId), sample);
    }

    [Test]
    public async Task Company_sends_the_id_of_another_company()
    {
        var other = CompanyIds.Next();
        Server.Stub(Request.Create().WithHeader("Procore-Company-Id", $"{other}"), Json(200, SampleUser(UserId)));

        await Client.Company(other).Users.GetAsync(UserId);

        var request = Requests.Single();
        Assert.That(request.Path, Is.EqualTo(FacadeRoute.Path($"GET /companies/{other}/users/{UserId}")));
        Assert.That(request.Headers["Procore-Company-Id"], Is.EqualTo([$"{other}"]));
    }

    [Test]
    public async Task AccessTokenSource_is_called_before_each_request()
    {
        var count = 0;
        Stub(Json(200, SampleUser(UserId)));
        await using var services = Services(_ => new ValueTask<string>($"token-{++count}"));
        var users = services.GetRequiredService<IProcoreClient>().Company(CompanyId).Users;

        await users.GetAsync(UserId);
        await users.GetAsync(UserId);

        Assert.That(
            Requests.Select(request => request.Headers["Authorization"].Single()),
            Is.EqualTo(["Bearer token-1", "Bearer token-2"]));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task GetAsync_reads_a_compressed_response(string encoding)
    {
        var sample = SampleUser(UserId);
        Stub(Json(200, sample).WithBody(Compress(encoding, sample.ToString(Formatting.None))).WithHeader("Content-Encoding", encoding));

        AssertSame(await Users.GetAsync(UserId), sample);
    }

    [TestCase(0)]
    [TestCase(-5_000_000_001)]
    public async Task GetAsync_and_writes_throw_for_an_id_that_is_not_positive(long id)
    {
        Assert.That(() => Users.GetAsync(id), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Users.UpdateAsync(id, new CompanyUserChanges { City = "Bonn" }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Users.DeactivateAsync(id), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Users.ReactivateAsync(id), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Users.InviteAsync(id), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Client.Company(id), Throws.TypeOf<ArgumentOutOfRangeException>());

        Assert.That(Requests, Is.Empty);
    }

    private ServiceProvider Services(Func<CancellationToken, ValueTask<string>> accessTokenSource)
    {
        var services = new ServiceCollection();
        services.AddProcore(options =>
        {
            options.ApiAddress = Server.Address;
            options.AccessTokenSource = accessTokenSource;
        });
        return services.BuildServiceProvider();
    }

    private static byte[] Compress(string encoding, string text)
    {
        using var buffer = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(buffer, CompressionMode.Compress) : new BrotliStream(buffer, CompressionMode.Compress))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return buffer.ToArray();
    }
}
