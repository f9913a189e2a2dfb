using System.Net;
using System.Text;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.WireMock;

public sealed class WireMockServerTests : IDisposable
{
    private readonly long _companyId = CompanyIds.Next();
    private readonly HttpClient _client = new() { BaseAddress = WireMockRun.Server.BaseAddress };

    public void Dispose() => _client.Dispose();

    [Test]
    public async Task A_stub_answers()
    {
        await StubAsync(_companyId, """{ "status": 207, "headers": { "Total": "3" }, "body": "Zoë 木 😀" }""");

        using var response = await _client.SendAsync(Request(_companyId));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MultiStatus));
        Assert.That(response.Headers.GetValues("Total"), Is.EqualTo(["3"]));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("Zoë 木 😀"));
    }

    [Test]
    public async Task A_request_without_a_stub_is_answered_with_404_and_recorded()
    {
        using var response = await _client.SendAsync(Request(_companyId));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await WireMockRun.Server.RequestsAsync(_companyId), Has.Count.EqualTo(1));
    }

    [TestCase("users/a%2Fb%20c", "")]
    [TestCase("users", "filters[search]=a")]
    [TestCase("users", "filters%5Bsearch%5D=a%20b%2Bc%26d%3De")]
    [TestCase("users", "filters%5bsearch%5d=a+b")]
    [TestCase("users", "filters%5Bcreated_at%5D=2026-01-01T00%3A00%3A00Z...2026-02-01T00:00:00Z")]
    [TestCase("users", "search=Zo%C3%AB&search=Zoe&empty=&bare")]
    public async Task The_journal_has_the_url_as_it_was_sent(string path, string query)
    {
        using var response = await _client.SendAsync(Request(_companyId, $"{path}{(query.Length > 0 ? "?" : "")}{query}"));

        var request = (await WireMockRun.Server.RequestsAsync(_companyId)).Single();
        Assert.That(request.Path, Is.EqualTo($"/rest/v1.3/companies/{_companyId}/{path}"));
        Assert.That(request.Query, Is.EqualTo(query));
    }

    [Test]
    public async Task The_journal_has_method_and_headers()
    {
        var sent = Request(_companyId);
        sent.Method = HttpMethod.Patch;
        sent.Headers.Add("X-Once", "2026-03-01T08:30:00+02:00");
        sent.Headers.Add("X-List", ["a", "b"]);
        using var response = await _client.SendAsync(sent);

        var request = (await WireMockRun.Server.RequestsAsync(_companyId)).Single();
        Assert.That(request.Method, Is.EqualTo("PATCH"));
        Assert.That(request.Headers["x-once"], Is.EqualTo(["2026-03-01T08:30:00+02:00"]));
        Assert.That(request.Headers["X-LIST"], Is.EqualTo(["a, b"]));
        Assert.That(request.Headers["X-Other"], Is.Empty);
        Assert.That(request.Text, Is.Empty);
    }

    [Test]
    public async Task The_journal_has_the_body_byte_by_byte()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("""{ "name": "Zoë 木 😀", "id": 1.0 }"""), (byte)'\r', (byte)'\n', 0];
        var sent = Request(_companyId);
        sent.Method = HttpMethod.Post;
        sent.Content = new ByteArrayContent(body);
        using var response = await _client.SendAsync(sent);

        var request = (await WireMockRun.Server.RequestsAsync(_companyId)).Single();
        Assert.That(request.Body.ToArray(), Is.EqualTo(body));
        Assert.That(request.Text, Does.StartWith("""{ "name": "Zoë 木 😀", "id": 1.0 }"""));
    }

    [Test]
    public async Task Companies_see_their_own_requests_alone_and_in_order()
    {
        var companyIds = Enumerable.Range(0, 8).Select(_ => CompanyIds.Next()).ToList();
        await Parallel.ForEachAsync(companyIds, async (companyId, cancellationToken) =>
        {
            await StubAsync(companyId, $$"""{ "body": "{{companyId}}" }""");
            for (var page = 1; page <= 25; page++)
            {
                using var response = await _client.SendAsync(Request(companyId, $"users?page={page}"), cancellationToken);
                Assert.That(await response.Content.ReadAsStringAsync(cancellationToken), Is.EqualTo($"{companyId}"));
            }
        });

        foreach (var companyId in companyIds)
        {
            var requests = await WireMockRun.Server.RequestsAsync(companyId);
            Assert.That(requests.Select(r => r.Path), Has.All.EqualTo($"/rest/v1.3/companies/{companyId}/users"));
            Assert.That(requests.Select(r => r.Query), Is.EqualTo(Enumerable.Range(1, 25).Select(page => $"page={page}")));
        }
    }

    [TestCase("CONNECTION_RESET_BY_PEER")]
    [TestCase("EMPTY_RESPONSE")]
    [TestCase("MALFORMED_RESPONSE_CHUNK")]
    public async Task A_stub_can_break_the_connection(string fault)
    {
        await StubAsync(_companyId, $$"""{ "fault": "{{fault}}" }""");

        Assert.That(() => _client.SendAsync(Request(_companyId)), Throws.InstanceOf<HttpRequestException>());
        Assert.That(await WireMockRun.Server.RequestsAsync(_companyId), Is.Not.Empty);
    }

    [Test]
    public void A_mapping_that_WireMock_does_not_understand_is_an_exception() =>
        Assert.That(
            () => WireMockRun.Server.StubAsync("""{ "request": { "urlPathPatern": "/" } }"""),
            Throws.InvalidOperationException.With.Message.Contains("urlPathPatern"));

    [Test]
    public async Task A_server_that_is_not_there_is_an_exception_with_its_address()
    {
        using var server = new WireMockServer(new Uri("http://127.0.0.1:1/"));

        await Assert.ThatAsync(
            server.CheckHealthAsync, Throws.InvalidOperationException.With.Message.Contains("http://127.0.0.1:1/"));
    }

    private static Task StubAsync(long companyId, string response) =>
        WireMockRun.Server.StubAsync($$"""
            {
              "request": { "urlPathPattern": "/rest/v1.3/companies/{{companyId}}/.*" },
              "response": {{response}}
            }
            """);

    private static HttpRequestMessage Request(long companyId, string pathAndQuery = "users")
    {
        var uri = new Uri($"rest/v1.3/companies/{companyId}/{pathAndQuery}", UriKind.Relative);
        return new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { { "Procore-Company-Id", $"{companyId}" } } };
    }
}
