using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>Answers over the wire what it is told.</summary>
public sealed class WireMockDirectory : DirectoryUnderTest
{
    private readonly List<string> _expected = [];

    protected override Uri Address => WireMockRun.Server.BaseAddress;

    public override Task AnswersAsync(string method, string path, int status, JToken body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var request = $"{method} {path}";
        var before = _expected.Count(other => other == request);
        _expected.Add(request);
        return WireMockRun.Server.StubAsync(new JObject
        {
            ["scenarioName"] = $"{Company.Id} {request}",
            ["requiredScenarioState"] = before == 0 ? "Started" : $"{before}",
            ["newScenarioState"] = $"{before + 1}",
            ["request"] = new JObject
            {
                ["method"] = method,
                ["urlPath"] = path,
                ["headers"] = new JObject { ["Procore-Company-Id"] = new JObject { ["equalTo"] = $"{Company.Id}" } },
            },
            ["response"] = new JObject
            {
                ["status"] = status,
                ["headers"] = new JObject { ["Content-Type"] = "application/json", ["Total"] = body is JArray page ? $"{page.Count}" : "1" },
                ["body"] = body.ToString(Formatting.None),
            },
        });
    }

    public override async Task AssertAllAskedForAsync()
    {
        var requests = await WireMockRun.Server.RequestsAsync(Company.Id);
        Assert.That(requests.Select(request => $"{request.Method} {request.Path}"), Is.EqualTo(_expected));
    }
}
