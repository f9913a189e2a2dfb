using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Wire;

public sealed class WireServerTests : IDisposable
{
    private const string UsersPath = "/rest/v1.3/companies/5000000001/users";

    private readonly WireServer _server = new();
    private readonly HttpClient _client;

    public WireServerTests() => _client = new HttpClient { BaseAddress = _server.Address };

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task Stub_responds_to_a_matching_request()
    {
        _server.Stub(Request.Create().WithPath(UsersPath), Response.Create().WithStatusCode(207).WithHeader("Total", "3").WithBody("Zoë 木 😀"));

        using var response = await _client.SendAsync(Get());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MultiStatus));
        Assert.That(response.Headers.GetValues("Total"), Is.EqualTo(["3"]));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("Zoë 木 😀"));
    }

    [Test]
    public async Task Requests_without_a_stub_get_404_and_are_recorded()
    {
        using var response = await _client.SendAsync(Get());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task StubInTurn_responds_in_order_and_then_with_the_last()
    {
        _server.StubInTurn(Request.Create(), Response.Create().WithStatusCode(204), Response.Create().WithStatusCode(201), Response.Create().WithStatusCode(202));

        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 4; n++)
        {
            using var response = await _client.SendAsync(Get());
            statuses.Add(response.StatusCode);
        }

        Assert.That(statuses, Is.EqualTo([HttpStatusCode.Created, HttpStatusCode.Accepted, HttpStatusCode.NoContent, HttpStatusCode.NoContent]));
    }

    [TestCase("/a%2Fb%20c", "")]
    [TestCase("", "filters[search]=a")]
    [TestCase("", "filters%5Bsearch%5D=a%20b%2Bc%26d%3De")]
    [TestCase("", "filters%5bsearch%5d=a+b")]
    [TestCase("", "filters%5Bcreated_at%5D=2026-01-01T00%3A00%3A00Z...2026-02-01T00:00:00Z")]
    [TestCase("", "search=Zo%C3%AB&search=Zoe&empty=&bare")]
    public async Task Requests_keep_the_url_as_it_was_sent(string path, string query)
    {
        using var response = await _client.SendAsync(Get($"{path}{(query.Length > 0 ? "?" : "")}{query}"));

        var request = _server.Requests.Single();
        Assert.That(request.Path, Is.EqualTo(UsersPath + path));
        Assert.That(request.Query, Is.EqualTo(query));
    }

    [Test]
    public async Task Requests_keep_method_and_headers()
    {
        var sent = Get();
        sent.Method = HttpMethod.Patch;
        sent.Headers.Add("X-Once", "2026-03-01T08:30:00+02:00");
        sent.Headers.Add("X-List", ["a", "b"]);
        using var response = await _client.SendAsync(sent);

        var request = _server.Requests.Single();
        Assert.That(request.Method, Is.EqualTo("PATCH"));
        Assert.That(request.Headers["x-once"], Is.EqualTo(["2026-03-01T08:30:00+02:00"]));
        Assert.That(request.Headers["X-LIST"], Is.EqualTo(["a, b"]));
        Assert.That(request.Headers["X-Other"], Is.Empty);
        Assert.That(request.Headers.Select(header => header.Key), Has.None.StartsWith("wire").IgnoreCase);
        Assert.That(request.Text, Is.Empty);
    }

    [TestCase("POST", "application/json")]
    [TestCase("GET", "application/json")]
    [TestCase("POST", "application/x-www-form-urlencoded")]
    public async Task Requests_keep_the_bytes_of_the_body(string method, string contentType)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("""{ "name": "Zoë 木 😀", "id": 1.0 }"""), (byte)'\r', (byte)'\n', 0];
        var sent = Get();
        sent.Method = new HttpMethod(method);
        sent.Content = new ByteArrayContent(body) { Headers = { { "Content-Type", contentType } } };
        using var response = await _client.SendAsync(sent);

        var request = _server.Requests.Single();
        Assert.That(request.Body.ToArray(), Is.EqualTo(body));
        Assert.That(request.Text, Does.StartWith("""{ "name": "Zoë 木 😀", "id": 1.0 }"""));
    }

    [Test]
    public async Task Requests_of_servers_side_by_side_stay_apart_and_in_order()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, 8), async (server, cancellationToken) =>
        {
            using var other = new WireServer();
            other.Stub(Request.Create(), Response.Create().WithBody($"{server}"));
            for (var page = 1; page <= 25; page++)
                Assert.That(await _client.GetStringAsync(new Uri(other.Address, $"users?page={page}"), cancellationToken), Is.EqualTo($"{server}"));

            Assert.That(other.Requests.Select(request => request.Path), Has.All.EqualTo("/users"));
            Assert.That(other.Requests.Select(request => request.Query), Is.EqualTo(Enumerable.Range(1, 25).Select(page => $"page={page}")));
        });
        Assert.That(_server.Requests, Is.Empty);
    }

    [TestCase(ConnectionFault.Reset, HttpRequestError.Unknown)]
    [TestCase(ConnectionFault.Closed, HttpRequestError.ResponseEnded)]
    [TestCase(ConnectionFault.BrokenBody, HttpRequestError.InvalidResponse)]
    [TestCase(ConnectionFault.Garbage, HttpRequestError.InvalidResponse)]
    public void Break_ends_the_connection_in_the_requested_way(ConnectionFault fault, HttpRequestError error)
    {
        _server.Stub(Request.Create(), WireResponses.Break(fault));

        var failure = Assert.CatchAsync<HttpRequestException>(() => _client.SendAsync(Get()));

        Assert.That(failure.HttpRequestError, Is.EqualTo(error), failure.ToString());
        Assert.That((failure.GetBaseException() as SocketException)?.SocketErrorCode, Is.EqualTo(fault == ConnectionFault.Reset ? SocketError.ConnectionReset : null));
        Assert.That(_server.Requests, Is.Not.Empty);
    }

    [Test]
    public async Task WithDate_sets_the_date_of_the_response()
    {
        _server.Stub(Request.Create(), Response.Create().WithStatusCode(200).WithDate("Sun, 06 Nov 1994 08:49:07 GMT"));

        using var response = await _client.SendAsync(Get());

        Assert.That(response.Headers.Date, Is.EqualTo(new DateTimeOffset(1994, 11, 6, 8, 49, 7, TimeSpan.Zero)));
        Assert.That(response.Headers.Select(header => header.Key), Has.None.StartsWith("wire").IgnoreCase);
    }

    [Test]
    public async Task Dribble_sends_the_whole_body()
    {
        _server.Stub(Request.Create(), Response.Create().WithBody("0123456789").Dribble());

        using var response = await _client.SendAsync(Get());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("0123456789"));
    }

    [Test]
    public async Task Stall_holds_the_connection_until_the_client_closes_it([Values] bool isInBody)
    {
        var response = Response.Create().WithBody("0123456789").Stall();
        _server.Stub(Request.Create(), isInBody ? response.Dribble() : response);
        using var cancellation = new CancellationTokenSource();
        var recorded = 0;
        _server.Stalled += (_, _) =>
        {
            recorded = _server.Requests.Count;
            cancellation.Cancel();
        };

        await Assert.ThatAsync(() => _client.SendAsync(Get(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(recorded, Is.EqualTo(1));
    }

    private static HttpRequestMessage Get(string pathAndQuery = "") => new(HttpMethod.Get, new Uri(UsersPath + pathAndQuery, UriKind.Relative));
}
