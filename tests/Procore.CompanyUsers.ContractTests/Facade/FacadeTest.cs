using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.ContractTests.Wire;
using Procore.CompanyUsers.Models;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Facade;

/// <summary>Calls the facade as a user of the library does, through AddProcore, against a WireMock.Net server of the test's own.</summary>
public abstract class FacadeTest : IDisposable
{
    private const string Token = "token-of-the-test";

    private readonly ServiceProvider _services;

    protected FacadeTest()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddProcore(options =>
        {
            options.ApiAddress = Server.Address;
            options.AccessToken = Token;
            options.CompanyId = CompanyId;
            options.Retry.MaxRetries = 0;
        });
        _services = services.BuildServiceProvider();
    }

    protected TestClock Clock { get; } = new() { SkipsWaits = true };

    protected static OpenApiDocument Document { get; } = OpenApiDocument.CompanyUsers;

    protected WireServer Server { get; } = new();

    protected long CompanyId { get; } = CompanyIds.Next();

    protected IReadOnlyList<RecordedRequest> Requests => Server.Requests;

    /// <summary>Matches the requests that name the test's company in their header.</summary>
    protected IRequestBuilder OfCompany => Request.Create().WithHeader("Procore-Company-Id", $"{CompanyId}");

    /// <summary>Without a version: the assertions take the one that the facade calls.</summary>
    protected string CompanyPath => $"/companies/{CompanyId}";

    protected ICompanyUsers Users => _services.GetRequiredService<ICompanyUsers>();

    protected IProcoreClient Client => _services.GetRequiredService<IProcoreClient>();

    public void Dispose()
    {
        _services.Dispose();
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static IResponseBuilder Json(int status, JToken body) => Answer(status, body.ToString(Formatting.None));

    protected static IResponseBuilder Answer(int status, string body, string contentType = "application/json; charset=utf-8") =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", contentType).WithHeader("X-Request-Id", "request-1").WithBody(body);

    /// <summary>A user with every property in the document.</summary>
    protected static JObject SampleUser(long id)
    {
        var user = (JObject)new SchemaSampler(Document).Sample(Document.Schema(nameof(CompanyUser)));
        user["id"] = id;
        return user;
    }

    /// <summary>Responds to every request for the test's company; other requests get 404.</summary>
    protected void Stub(IResponseBuilder response) => Server.Stub(OfCompany, response);

    /// <summary>Responds to the requests for the test's company in turn, one each; further requests get 404.</summary>
    protected void StubInTurn(params IReadOnlyList<IResponseBuilder> responses) => Server.StubInTurn(OfCompany, null, responses);

    /// <summary>Asserts that exactly one request was sent, with the expected headers and no others.</summary>
    /// <param name="method">In upper case.</param>
    /// <param name="pathAndQuery">Escaped as on the wire.</param>
    /// <param name="body">The exact bytes in UTF-8; null if the request has no body.</param>
    protected static string Versioned(string method, string path) =>
        path.StartsWith("/rest/", StringComparison.Ordinal) ? path : FacadeRoute.Path($"{method} {path}");

    protected void AssertOnlyRequest(string method, string pathAndQuery, string? body = null)
    {
        Assert.That(Requests, Has.Count.EqualTo(1));
        AssertRequest(Requests[0], method, pathAndQuery, body);
    }

    protected void AssertRequest(RecordedRequest request, string method, string pathAndQuery, string? body = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        Assert.That(request.Method, Is.EqualTo(method));
        Assert.That(request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}", Is.EqualTo(Versioned(method, pathAndQuery)));
        Assert.That(request.Text, Is.EqualTo(body ?? ""));

        string[] content = method == "GET" ? [] : ["Content-Length", "Content-Type"];
        // Sent on every create.
        if (method == "POST" && request.Path.EndsWith("/users", StringComparison.Ordinal))
            content = [.. content, "Idempotency-Token"];
        Assert.That(
            request.Headers.Select(header => header.Key),
            Is.EquivalentTo(["Accept", "Accept-Encoding", "Authorization", "Host", "Procore-Company-Id", "User-Agent", .. content]).IgnoreCase);
        Assert.That(request.Headers["Accept"], Is.EqualTo(["application/json"]));
        Assert.That(request.Headers["Accept-Encoding"].Single().Split(", "), Does.Contain("gzip").And.Contain("br"));
        Assert.That(request.Headers["Authorization"], Is.EqualTo([$"Bearer {Token}"]));
        Assert.That(request.Headers["Procore-Company-Id"], Is.EqualTo([$"{CompanyId}"]));
        if (body is not null)
            Assert.That(request.Headers["Content-Type"], Is.EqualTo(["application/json"]));
    }

    protected static void AssertSame(CompanyUser user, JToken expected) =>
        Assert.That(OpenApiDocument.Parse(ProcoreJson.Serialize(user)).Root, Is.EqualTo(expected).Using(JToken.EqualityComparer));
}
