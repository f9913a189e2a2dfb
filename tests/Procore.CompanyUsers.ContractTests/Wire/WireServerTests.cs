using System.Net;
using System.Text;
using NUnit.Framework;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Wire;

public sealed class WireServerTests : IDisposable
{
    private readonly long _companyId = CompanyIds.Next();
    private readonly WireServer _server = new();
    private readonly HttpClient _client;

    public WireServerTests() => _client = new HttpClient { BaseAddress = _server.Address };

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task A_stub_answers()
    {
        _server.Stub(Response.Create().WithStatusCode(207).WithHeader("Total", "3").WithBody("Zoë 木 😀"));

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
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
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

        var request = _server.Requests.Single();
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

        var request = _server.Requests.Single();
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

        var request = _server.Requests.Single();
        Assert.That(request.Body.ToArray(), Is.EqualTo(body));
        Assert.That(request.Text, Does.StartWith("""{ "name": "Zoë 木 😀", "id": 1.0 }"""));
    }

    [TestCase(Fault.Reset, HttpRequestError.Unknown)]
    [TestCase(Fault.NoAnswer, HttpRequestError.ResponseEnded)]
    [TestCase(Fault.BrokenBody, HttpRequestError.InvalidResponse)]
    [TestCase(Fault.Garbage, HttpRequestError.InvalidResponse)]
    public void A_stub_can_break_the_connection(Fault fault, HttpRequestError error)
    {
        _server.Stub(Answers.Break(fault));

        var failure = Assert.CatchAsync<HttpRequestException>(() => _client.SendAsync(Request(_companyId)));

        Assert.That(failure.HttpRequestError, Is.EqualTo(error), failure.ToString());
        Assert.That(_server.Requests, Is.Not.Empty);
    }

    [Test]
    public async Task A_stub_can_set_the_server_s_date()
    {
        _server.Stub(Response.Create().WithStatusCode(200).WithDate("Sun, 06 Nov 1994 08:49:07 GMT"));

        using var response = await _client.SendAsync(Request(_companyId));

        Assert.That(response.Headers.Date, Is.EqualTo(new DateTimeOffset(1994, 11, 6, 8, 49, 7, TimeSpan.Zero)));
        Assert.That(response.Headers.Select(header => header.Key), Has.None.StartsWith("wire").IgnoreCase);
    }

    [Test]
    public async Task A_body_of_a_GET_is_seen()
    {
        var sent = Request(_companyId);
        sent.Content = new StringContent("a");
        using var response = await _client.SendAsync(sent);

        Assert.That(_server.Requests.Single().Text, Is.EqualTo("a"));
    }

    private static HttpRequestMessage Request(long companyId, string pathAndQuery = "users")
    {
        var uri = new Uri($"rest/v1.3/companies/{companyId}/{pathAndQuery}", UriKind.Relative);
        return new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { { "Procore-Company-Id", $"{companyId}" } } };
    }
}
