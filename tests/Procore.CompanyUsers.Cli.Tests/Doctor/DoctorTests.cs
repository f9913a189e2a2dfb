using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Procore.CompanyUsers.Cli.Tests.Doctor;

public sealed class DoctorTests
{
    private ServedDirectory _served = null!;

    [OneTimeSetUp]
    public async Task ServeAsync() => _served = await ServedDirectory.StartAsync("--people", "3");

    [OneTimeTearDown]
    public void End() => _served.Dispose();

    [Test]
    public async Task Doctor_checks_everything_and_changes_nothing()
    {
        var before = await PeopleAsync();

        var result = await _served.RunAsync("doctor", "--output", "json");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var findings = Findings(result);
        Assert.That(findings["token"].Detail, Is.EqualTo("signed in as Demo Account (5000000001)"));
        foreach (var check in new[] { "credentials", "directory", "token", "company connected", "read people", "write people", "clock", "requests left" })
            Assert.That(findings[check].Result, Is.EqualTo("ok"), check);
        Assert.That(findings["requests left"].Detail, Does.Match("^[0-9]+ of 3600, resets at "));
        Assert.That(await PeopleAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Doctor_explains_a_rejected_token()
    {
        var result = await Tool.RunAsync(_served.With("PROCORE_ACCESS_TOKEN", "secret-0815"), "doctor", "--output", "json");

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(Findings(result)["token"].Result, Is.EqualTo("wrong"));
        Assert.That(Findings(result)["token"].Remedy, Does.Contain("90 minutes"));
        Assert.That(result.Output + result.Error, Does.Not.Contain("secret-0815"));
    }

    [Test]
    public async Task Doctor_explains_a_company_that_is_not_connected()
    {
        var result = await _served.RunAsync("doctor", "--company", "4242", "--output", "json");

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That((Findings(result)["token"].Result, Findings(result)["company connected"].Result), Is.EqualTo(("ok", "wrong")));
        Assert.That(Findings(result)["company connected"].Remedy, Does.Contain("administrator"));
    }

    [Test]
    public async Task Doctor_reports_a_read_only_account_and_an_exhausted_limit()
    {
        using var served = await ServedDirectory.StartAsync("--people", "3", "--read-only", "--requests-per-hour", "3");

        var result = await served.RunAsync("doctor", "--output", "json");

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That((Findings(result)["read people"].Result, Findings(result)["write people"].Result), Is.EqualTo(("ok", "wrong")));
        Assert.That(Findings(result)["write people"].Remedy, Does.Contain("Directory Admin"));
        Assert.That(Findings(result)["requests left"], Is.EqualTo(("wrong", Findings(result)["requests left"].Detail, (string?)"Wait until then. Commands wait up to 5 minutes by themselves; --max-wait changes that.")));
        Assert.That(Findings(result)["requests left"].Detail, Does.StartWith("0 of 3"));
    }

    [TestCase("PROCORE_API_ADDRESS", 200, "environment")]
    [TestCase("PROCORE_API_ADDRESS", 302, "environment")]
    [TestCase("PROCORE_API_ADDRESS", 404, "environment")]
    [TestCase("PROCORE_LOGIN_ADDRESS", 200, "token")]
    [TestCase("PROCORE_LOGIN_ADDRESS", 302, "token")]
    [TestCase("PROCORE_LOGIN_ADDRESS", 401, "token")]
    [TestCase("PROCORE_LOGIN_ADDRESS", 403, "token")]
    public async Task Doctor_says_that_something_other_than_Procore_answers(string variable, int status, string check)
    {
        using var page = new WebPage(status);

        var result = await Tool.RunAsync(WithClient(variable, page), "doctor", "--output", "json");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(Findings(result)[check].Result, Is.EqualTo("wrong"));
        Assert.That(Findings(result)[check].Remedy, Does.Contain("Something other than Procore").And.Contain("--login-address").And.Contain("HTTPS_PROXY"));
    }

    [TestCase("PROCORE_API_ADDRESS", "environment")]
    [TestCase("PROCORE_LOGIN_ADDRESS", "token")]
    public async Task Doctor_advises_to_wait_when_a_server_is_down(string variable, string check)
    {
        using var page = new WebPage(501);

        var result = await Tool.RunAsync(WithClient(variable, page), "doctor", "--output", "json");

        Assert.That((Findings(result)[check].Result, Findings(result)[check].Remedy), Is.EqualTo(("wrong", "Try again later.")));
    }

    private Dictionary<string, string> WithClient(string variable, WebPage page)
    {
        var environment = new Dictionary<string, string>(_served.With(variable, page.Address)) { ["PROCORE_CLIENT_ID"] = "demo", ["PROCORE_CLIENT_SECRET"] = "demo-secret" };
        environment.Remove("PROCORE_ACCESS_TOKEN");
        return environment;
    }

    /// <summary>A web server that answers each request with a page.</summary>
    private sealed class WebPage : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[] _answer;
        private readonly Task _serving;

        public WebPage(int status)
        {
            const string Page = "<html><title>Sign in to the network</title></html>";
            _answer = System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant(
                $"HTTP/1.1 {status} Page\r\nContent-Type: text/html\r\nLocation: https://network.example/\r\nContent-Length: {Page.Length}\r\nConnection: close\r\n\r\n{Page}"));
            _listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
            _serving = ServeAsync();
        }

        public string Address { get; }

        public void Dispose()
        {
            _listener.Stop();
            _serving.GetAwaiter().GetResult();
            _listener.Dispose();
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    _ = await stream.ReadAtLeastAsync(new byte[1 << 16], 1);
                    await stream.WriteAsync(_answer);
                }
                catch (IOException)
                {
                    // The client ended the connection.
                }
                catch (Exception exception) when (exception is SocketException or InvalidOperationException)
                {
                    return;
                }
            }
        }
    }

    [Test]
    public async Task Doctor_says_why_tls_failed()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, certificate);
        var address = $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";

        var result = await _served.RunAsync("doctor", "--api-address", address, "--output", "json");

        listener.Stop();
        await serving;
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(Findings(result)["connection"].Detail, Does.StartWith($"TLS: the certificate of {address["https://".Length..]} isn't trusted (").And.Contain("certificate"));
        Assert.That(Findings(result)["connection"].Remedy, Does.Contain("SSL_CERT_FILE"));
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(certificate);
            }
            catch (Exception exception) when (exception is AuthenticationException or IOException)
            {
                // The client doesn't trust it.
            }
            catch (Exception exception) when (exception is SocketException or InvalidOperationException)
            {
                // The listener was stopped during the wait for a connection, or before it.
                return;
            }
        }
    }

    [Test]
    public async Task Push_ends_with_3_when_the_account_is_read_only()
    {
        using var served = await ServedDirectory.StartAsync("--people", "3", "--read-only");
        using var folder = new TemporaryFolder();

        var sync = await served.RunAsync("push", folder.Write("people.csv", "origin_id,last_name,email_address\nA,Xu,a@example.com\n"), "--output", "json");

        Assert.That(sync.ExitCode, Is.EqualTo(3), sync.Error);
        Assert.That(JsonDocument.Parse(sync.Output).RootElement.GetProperty("never_sent").GetInt32(), Is.EqualTo(1));
        Assert.That(sync.Error, Does.Contain("403").And.Contain("doctor"));
    }

    [Test]
    public async Task Doctor_writes_a_table_by_default()
    {
        var result = await _served.RunAsync("doctor");

        Assert.That(result.Output, Does.Match("│ write people +│ ok +│ allowed"));
    }

    private static Dictionary<string, (string Result, string Detail, string? Remedy)> Findings(ToolResult result) =>
        JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToDictionary(
            finding => finding.GetProperty("check").GetString()!,
            finding => (finding.GetProperty("result").GetString()!, finding.GetProperty("detail").GetString()!, finding.GetProperty("remedy").GetString()));

    private async Task<IReadOnlyList<string>> PeopleAsync() => [.. (await _served.PeopleAsync()).Select(user => user.GetRawText())];
}
