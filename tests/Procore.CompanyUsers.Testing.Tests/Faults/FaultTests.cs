using System.Net;
using System.Net.Sockets;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class FaultTests : DirectoryTest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private static IEnumerable<FakeFault> Faults =>
        [FakeFault.Status(500), FakeFault.HtmlPage(), FakeFault.Answer(200, "[", "text/plain"), FakeFault.ConnectionReset(), FakeFault.ConnectionRefused()];

    private static IEnumerable<FakeFault> AppliedFaults =>
        [FakeFault.Status(500).AfterApplying(), FakeFault.HtmlPage(200).AfterApplying(), FakeFault.ConnectionReset().AfterApplying(), FakeFault.TruncatedBody()];

    [TestCaseSource(nameof(Faults))]
    public async Task FailNext_fails_before_the_directory_acts(FakeFault fault)
    {
        Fake.FailNext(fault);
        await TryCreateAsync();
        Assert.That(Company.Users, Is.Empty);
        Assert.That(Fake.Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(AppliedFaults))]
    public async Task AfterApplying_fails_after_the_directory_has_acted(FakeFault fault)
    {
        Fake.FailNext(fault);
        await TryCreateAsync();
        Assert.That(Company.Users, Has.Count.EqualTo(1));
        Assert.That(fault.ToString(), Does.EndWith("after applying"));
    }

    [Test]
    public async Task Status_responds_with_status_and_Retry_After()
    {
        Fake.FailNext(FakeFault.Status(503, retryAfter: TimeSpan.FromSeconds(1.5)));
        var answer = await Client.GetAsync(Company, "users");
        Assert.That((answer.Status, answer.Header("Retry-After")), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "2")));
        Assert.That((string?)answer.Body["errors"], Does.Contain("503"));
        Assert.That(answer.Header("X-Request-Id"), Does.StartWith("fake-request-"));
    }

    [Test]
    public async Task HtmlPage_and_Answer_respond_with_their_body()
    {
        Fake.FailNext(FakeFault.HtmlPage(504));
        Fake.FailNext(FakeFault.Answer(200, "not json", "text/plain"));
        using var http = new HttpClient(Fake.CreateHandler());
        var page = await http.GetAsync(new Uri("https://api.procore.com/"));
        Assert.That((page.StatusCode, page.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.GatewayTimeout, "text/html")));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("<title>504"));
        var text = await http.GetAsync(new Uri("https://api.procore.com/"));
        Assert.That((text.StatusCode, await text.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "not json")));
    }

    [Test]
    public void ConnectionRefused_and_ConnectionReset_throw()
    {
        Fake.FailNext(FakeFault.ConnectionReset());
        Assert.That(() => Client.GetAsync(Company, "users"), Throws.InstanceOf<HttpRequestException>().And.InnerException.InnerException.Property("SocketErrorCode").EqualTo(SocketError.ConnectionReset));
        Fake.FailNext(FakeFault.ConnectionRefused());
        Assert.That(() => Client.GetAsync(Company, "users"), Throws.InstanceOf<HttpRequestException>()
            .With.Property("HttpRequestError").EqualTo(HttpRequestError.ConnectionError)
            .And.InnerException.Property("SocketErrorCode").EqualTo(SocketError.ConnectionRefused));
        Assert.That(() => FakeFault.ConnectionRefused().AfterApplying(), Throws.InvalidOperationException);
    }

    [Test]
    public async Task TruncatedBody_breaks_off_in_the_body()
    {
        Company.AddUsers(3);
        var whole = (await Client.GetAsync(Company, "users")).Body.ToString(Newtonsoft.Json.Formatting.None);
        Fake.FailNext(FakeFault.TruncatedBody());
        using var http = new HttpClient(Fake.CreateHandler());
        using var request = Request();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(System.Text.Encoding.UTF8.GetByteCount(whole)));
        using var read = new MemoryStream();
        Assert.That(async () => await (await response.Content.ReadAsStreamAsync()).CopyToAsync(read), Throws.InstanceOf<IOException>());
        Assert.That(read.Length, Is.EqualTo(response.Content.Headers.ContentLength / 2));
    }

    [Test]
    public void NoAnswer_waits_until_the_request_is_cancelled()
    {
        Fake.FailNext(FakeFault.NoAnswer());
        using var http = new HttpClient(Fake.CreateHandler());
        using var enough = new CancellationTokenSource();
        using var request = Request();
        var call = http.SendAsync(request, enough.Token);
        Assert.That(call.IsCompleted, Is.False);
        enough.Cancel();
        Assert.That(() => call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task LateAnswer_responds_late_and_acts_at_once()
    {
        Fake.FailNext(FakeFault.LateAnswer(Long));
        var call = TryCreateAsync();
        Assert.That(Company.Users, Has.Count.EqualTo(1));
        Clock.Advance(Long - TimeSpan.FromTicks(1));
        Assert.That(call.IsCompleted, Is.False);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(await call, Is.True);
    }

    [Test]
    public async Task Latency_delays_requests_before_the_directory_acts()
    {
        var fake = new FakeProcore(new FakeProcoreOptions { TimeProvider = Clock, Latency = Long });
        using var client = new WireClient(fake);
        var company = fake.AddCompany("Far away");
        var call = client.GetAsync(company, "users");
        Assert.That(fake.Requests, Has.Count.EqualTo(1));
        company.AddUsers(1);
        Assert.That(call.IsCompleted, Is.False);
        Clock.Advance(Long);
        Assert.That((await call).Body, Has.Exactly(1).Items);
    }

    [Test]
    public async Task FailNext_fails_the_given_number_of_matching_requests()
    {
        Fake.FailNext(FakeFault.Status(500), times: 2, when: request => request.Operation == FacadeRoute.Line("GET /companies/{company_id}/me"));
        Fake.FailNext(FakeFault.Status(503), when: request => request.Method == HttpMethod.Get);
        Assert.That(Fake.PendingFaults, Is.EqualTo(3));
        Company.AddUsers(1);
        var statuses = new List<int>();
        foreach (var path in new[] { "me", "users", "me", "me", "users" })
            statuses.Add((int)(await Client.GetAsync(Company, path)).Status);
        Assert.That(statuses, Is.EqualTo(new[] { 500, 503, 500, 200, 200 }));
        Assert.That(Fake.PendingFaults, Is.Zero);
    }

    [Test]
    public async Task FailNext_fails_parallel_requests_once_each()
    {
        Fake.FailNext(FakeFault.Status(500), times: 30);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Client.GetAsync(Company, "users"))));
        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.InternalServerError), Is.EqualTo(30));
    }

    [Test]
    public void FailNext_throws_for_wrong_arguments()
    {
        Assert.That(() => Fake.FailNext(FakeFault.NoAnswer(), times: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Fake.FailNext(null!), Throws.ArgumentNullException);
        Assert.That(() => FakeFault.Status(100), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(Fake.PendingFaults, Is.Zero);
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "https://api.procore.com" + FacadeRoute.Path($"GET /companies/{Company.Id}/users"));
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", "any");
        request.Headers.Add("Procore-Company-Id", $"{Company.Id}");
        return request;
    }

    private async Task<bool> TryCreateAsync()
    {
        try
        {
            return (await Client.SendAsync("POST", Company, "users", UserBody(new { last_name = "Abbott", email_address = "a@example.com" }))).Status == HttpStatusCode.Created;
        }
        catch (Exception e) when (e is HttpRequestException or Newtonsoft.Json.JsonException)
        {
            return false;
        }
    }
}
