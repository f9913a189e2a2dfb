using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.ContractTests.WireMock;
using Procore.CompanyUsers.Models;

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
            options.ApiAddress = WireMockRun.Server.BaseAddress;
            options.AccessToken = Token;
            options.CompanyId = CompanyId;
            options.MaxRetries = 0;
        });
        _services = services.BuildServiceProvider();
    }

    protected TestClock Clock { get; } = new();

    protected static OpenApiDocument Document { get; } = OpenApiDocument.Load();

    protected long CompanyId { get; } = CompanyIds.Next();

    protected string CompanyPath => $"/rest/v1.3/companies/{CompanyId}";

    protected ICompanyUsers Users => _services.GetRequiredService<ICompanyUsers>();

    protected IProcoreClient Client => _services.GetRequiredService<IProcoreClient>();

    public void Dispose()
    {
        _services.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static JObject Json(int status, JToken body) => Answer(status, body.ToString(Formatting.None));

    protected static JObject Answer(int status, string body, string contentType = "application/json; charset=utf-8") => new()
    {
        ["status"] = status,
        ["headers"] = new JObject { ["Content-Type"] = contentType, ["X-Request-Id"] = "request-1" },
        ["body"] = body,
    };

    /// <summary>A user with every property that the document knows.</summary>
    protected static JObject SampleUser(long id)
    {
        var user = (JObject)new SchemaSampler(Document).Sample(Document.Schema(nameof(CompanyUser)));
        user["id"] = id;
        return user;
    }

    /// <summary>Answers every request for the test's company.</summary>
    protected Task StubAsync(JObject response) => StubAsync(response, []);

    /// <summary>Answers the requests for the test's company that match.</summary>
    protected Task StubAsync(JObject response, JObject request) =>
        WireMockRun.Server.StubAsync(new JObject { ["request"] = OfCompany(request), ["response"] = response });

    /// <summary>Answers the requests for the test's company in turn, one each; a further one gets 404.</summary>
    protected async Task StubInTurnAsync(params JObject[] responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        for (var i = 0; i < responses.Length; i++)
        {
            await WireMockRun.Server.StubAsync(new JObject
            {
                ["scenarioName"] = $"{CompanyId}",
                ["requiredScenarioState"] = i == 0 ? "Started" : $"{i}",
                ["newScenarioState"] = $"{i + 1}",
                ["request"] = OfCompany([]),
                ["response"] = responses[i],
            });
        }
    }

    protected Task<IReadOnlyList<RecordedRequest>> RequestsAsync() => WireMockRun.Server.RequestsAsync(CompanyId);

    /// <summary>One request was sent: this, with these headers and no others.</summary>
    /// <param name="method">In upper case.</param>
    /// <param name="pathAndQuery">As they are escaped on the wire.</param>
    /// <param name="body">Byte for byte, in UTF-8; null where none is due.</param>
    protected async Task AssertOnlyRequestAsync(string method, string pathAndQuery, string? body = null)
    {
        var requests = await RequestsAsync();

        Assert.That(requests, Has.Count.EqualTo(1));
        AssertRequest(requests[0], method, pathAndQuery, body);
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

    private JObject OfCompany(JObject request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request["headers"] = new JObject { ["Procore-Company-Id"] = new JObject { ["equalTo"] = $"{CompanyId}" } };
        return request;
    }

    protected static void AssertSame(CompanyUser user, JToken expected) =>
        Assert.That(OpenApiDocument.Parse(ProcoreJson.Serialize(user)).Root, Is.EqualTo(expected).Using(JToken.EqualityComparer));
}
