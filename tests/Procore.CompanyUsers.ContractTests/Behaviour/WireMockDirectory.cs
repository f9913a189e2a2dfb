using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Wire;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>Sends the responses of a test case over a socket.</summary>
public sealed class WireMockDirectory : DirectoryUnderTest
{
    private readonly WireServer _server = new();
    private readonly List<string> _expected = [];

    protected override Uri Address => _server.Address;

    public override Task AnswersAsync(string method, string path, int status, JToken body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (status < 300)
            AddIds(body);
        _expected.Add($"{method} {path}");
        var before = _expected.Count(other => other == $"{method} {path}") - 1;
        _server.StubTurn($"{method} {path}", before, Request.Create().UsingMethod(method).WithPath(path).WithHeader("Procore-Company-Id", $"{Company.Id}"), Response.Create()
            .WithStatusCode(status)
            .WithHeader("Content-Type", "application/json")
            .WithHeader("Total", body is JArray page ? $"{page.Count}" : "1")
            .WithBody(body.ToString(Formatting.None)));
        return Task.CompletedTask;
    }

    /// <summary>Every user has an id. Where a test case doesn't say which, it doesn't matter.</summary>
    private static void AddIds(JToken body)
    {
        var users = body is JArray list ? list.OfType<JObject>() : body is JObject one && one["entities"] is null && one["data"] is null ? [one] : [];
        foreach (var (user, index) in users.Where(user => user["id"] is null).Select((user, index) => (user, index)))
            user["id"] = 5_900_000_001 + index;
    }

    public override Task AssertAllAskedForAsync()
    {
        Assert.That(_server.Requests.Select(request => $"{request.Method} {request.Path}"), Is.EqualTo(_expected));
        return Task.CompletedTask;
    }

    public override void Dispose()
    {
        base.Dispose();
        _server.Dispose();
        GC.SuppressFinalize(this);
    }
}
