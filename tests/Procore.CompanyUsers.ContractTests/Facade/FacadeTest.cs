using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.ContractTests.Wire;
using Procore.CompanyUsers.Models;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Facade;

/// <summary>A company of its own whose users are at WireMock, reached as a caller of the library reaches them: by AddProcore.</summary>
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
            options.MaxRetries = 0;
        });
        _services = services.BuildServiceProvider();
    }

    protected TestClock Clock { get; } = new();

    protected static OpenApiDocument Document { get; } = OpenApiDocument.Load();

    protected WireServer Server { get; } = new();

    protected long CompanyId { get; } = CompanyIds.Next();

    protected IReadOnlyList<RecordedRequest> Requests => Server.Requests;

    protected string CompanyPath => $"/rest/v1.3/companies/{CompanyId}";

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

    /// <summary>A user with every property that the document knows.</summary>
    protected static JObject SampleUser(long id)
    {
        var user = (JObject)new SchemaSampler(Document).Sample(Document.Schema(nameof(CompanyUser)));
        user["id"] = id;
        return user;
    }

    /// <summary>Answers every request.</summary>
    protected void Stub(IResponseBuilder answer) => Server.Stub(answer);

    /// <summary>Answers the requests in turn, one each; a further one gets 404.</summary>
    protected void StubInTurn(params IReadOnlyList<IResponseBuilder> answers) => Server.StubInTurn(null, answers);

    /// <summary>One request was sent: this, with these headers and no others.</summary>
    /// <param name="method">In upper case.</param>
    /// <param name="pathAndQuery">As they are escaped on the wire.</param>
    /// <param name="body">Byte for byte, in UTF-8; null where none is due.</param>
    protected void AssertOnlyRequest(string method, string pathAndQuery, string? body = null)
    {
        Assert.That(Requests, Has.Count.EqualTo(1));
        AssertRequest(Requests[0], method, pathAndQuery, body);
    }

    protected void AssertRequest(RecordedRequest request, string method, string pathAndQuery, string? body = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        Assert.That(request.Method, Is.EqualTo(method));
        Assert.That(request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}", Is.EqualTo(pathAndQuery));
        Assert.That(request.Text, Is.EqualTo(body ?? ""));

        string[] content = method == "GET" ? [] : ["Content-Length", "Content-Type"];
        Assert.That(
            request.Headers.Select(header => header.Key),
            Is.EquivalentTo(["Accept", "Accept-Encoding", "Authorization", "Host", "Procore-Company-Id", .. content]).IgnoreCase);
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
