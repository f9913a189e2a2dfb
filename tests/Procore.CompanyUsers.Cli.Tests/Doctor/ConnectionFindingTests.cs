using System.Security.Authentication;
using Procore.CompanyUsers.Cli.Doctor;

namespace Procore.CompanyUsers.Cli.Tests.Doctor;

public sealed class ConnectionFindingTests
{
    [TestCase(ConnectionFailure.NameResolution, "DNS: ", "DNS server")]
    [TestCase(ConnectionFailure.Refused, "refused: ", "port")]
    [TestCase(ConnectionFailure.Unreachable, "unreachable: ", "VPN")]
    [TestCase(ConnectionFailure.Tls, "TLS: ", "TLS 1.2")]
    [TestCase(ConnectionFailure.UntrustedCertificate, "TLS: ", "root certificate")]
    [TestCase(ConnectionFailure.Proxy, "proxy: ", "HTTPS_PROXY")]
    [TestCase(ConnectionFailure.ProxyAuthentication, "proxy: ", "USER:PASSWORD")]
    [TestCase(ConnectionFailure.Timeout, "timeout: ", "firewall")]
    [TestCase(ConnectionFailure.Broken, "broken: ", "proxy or firewall")]
    public void Of_names_the_kind_and_its_remedy(ConnectionFailure failure, string kind, string remedy)
    {
        var finding = ConnectionFinding.Of(failure, new HttpRequestException("secret"), "api.example.com", null);

        Assert.That(finding.Result, Is.EqualTo(FindingResult.Wrong));
        Assert.That(finding.Detail, Does.StartWith(kind).And.Not.Contain("secret"));
        Assert.That(finding.Remedy, Does.Contain(remedy));
    }

    [Test]
    public void Of_gives_a_remedy_of_its_own_for_each_kind()
    {
        var remedies = Enum.GetValues<ConnectionFailure>().Where(failure => failure != ConnectionFailure.Handler).Select(failure => ConnectionFinding.Of(failure, null, "api.example.com", null).Remedy);

        Assert.That(remedies, Is.Unique);
    }

    [TestCase(ConnectionFailure.NameResolution)]
    [TestCase(ConnectionFailure.Refused)]
    [TestCase(ConnectionFailure.Unreachable)]
    public void Of_blames_the_proxy_if_there_is_one(ConnectionFailure failure)
    {
        var finding = ConnectionFinding.Of(failure, null, "api.example.com", "proxy.example.com:8080");

        Assert.That(finding.Detail, Does.Contain("proxy proxy.example.com:8080").And.Not.Contain("api."));
        Assert.That(finding.Remedy, Does.Contain("HTTPS_PROXY"));
    }

    [Test]
    public void Of_says_why_tls_failed()
    {
        var cause = new HttpRequestException("no", new AuthenticationException("The remote certificate is invalid: RemoteCertificateNameMismatch."));

        Assert.That(ConnectionFinding.Of(ConnectionFailure.UntrustedCertificate, cause, "api.example.com", null).Detail, Does.EndWith("(The remote certificate is invalid: RemoteCertificateNameMismatch)"));
    }
}
