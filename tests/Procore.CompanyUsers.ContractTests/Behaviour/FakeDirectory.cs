using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>Answers out of what it holds; each answer is held against what the case and the API document say of it.</summary>
public sealed class FakeDirectory : DirectoryUnderTest
{
    private static readonly OpenApiDocument Document = OpenApiDocument.CompanyUsers;

    private readonly Queue<(string Request, int Status, JToken Body)> _expected = [];

    public FakeDirectory() => Builder.UseFakeProcore(Fake).AddHttpMessageHandler(() => new Checking(this));

    protected override Uri Address => new("https://api.procore.com");

    public override Task AnswersAsync(string method, string path, int status, JToken body)
    {
        _expected.Enqueue(($"{method} {path}", status, body));
        return Task.CompletedTask;
    }

    public override Task AssertAllAskedForAsync()
    {
        Assert.That(_expected.Select(answer => answer.Request), Is.Empty);
        return Task.CompletedTask;
    }

    private void Check(HttpMethod method, string path, int status, string json)
    {
        Assert.That(_expected, Is.Not.Empty, $"Nothing was said of {method} {path}.");
        var expected = _expected.Dequeue();
        Assert.That(($"{method} {path}", status), Is.EqualTo((expected.Request, expected.Status)), json);
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        Assert.That(Differences(JToken.ReadFrom(reader), expected.Body), Is.Empty, json);

        // The document says itself that it doesn't tell how errors are shaped.
        if (status < 400)
        {
            var schema = ApiOperation.SchemaOf(Document.Find(method.Method, path).Successes[status])!;
            Assert.That(new SchemaValidator(Document).Validate(schema, json), Is.Empty, json);
        }
    }

    /// <summary>Where the answer lacks what is expected, or has something else there.</summary>
    private static IEnumerable<string> Differences(JToken? actual, JToken expected) => (actual, expected) switch
    {
        (JObject given, JObject members) => members.Properties().SelectMany(member => Differences(given[member.Name], member.Value)),
        (JArray given, JArray items) when given.Count == items.Count => items.SelectMany((item, index) => Differences(given[index], item)),
        _ => JToken.DeepEquals(actual, expected) ? [] : [$"{expected.Path}: {expected.ToString(Formatting.None)}"],
    };

    private sealed class Checking(FakeDirectory directory) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            directory.Check(request.Method, request.RequestUri!.AbsolutePath, (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
            return response;
        }
    }
}
