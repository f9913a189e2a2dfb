using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers.Tests;

internal sealed class FailureMeaningTests
{
    /// <summary>Also in docs/faults.md.</summary>
    private const string Table = """
        | Status | Processed by Procore? | Retried |
        | --- | --- | --- |
        | 425, 429, and 503 with `Retry-After` | no | always |
        | 408, 499, 500, 502, 503 without `Retry-After`, 504, 520 to 524, and every 5xx that isn't listed | perhaps | if repeating is harmless |
        | 506, 507, 508 | perhaps | never |
        | 501, 505, 510, 511, and every 4xx that isn't listed | no | never |
        """;

    public static IEnumerable<TestCaseData> Statuses()
    {
        var rows = Table.Split('\n').Skip(2).Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToList();
        for (var status = 400; status < 600; status++)
        {
            foreach (var hasRetryAfter in new[] { false, true })
            {
                var row = rows.SingleOrDefault(row => Lists(row[0], status, hasRetryAfter)) ?? rows.Single(row => row[0].Contains($"every {status / 100}xx"));
                yield return new TestCaseData(status, hasRetryAfter, row[1] == "perhaps", row[2]);
            }
        }
    }

    [TestCaseSource(nameof(Statuses))]
    public void Of_decides_every_status_as_documented(int status, bool hasRetryAfter, bool mayHaveBeenApplied, string retried)
    {
        var meaning = FailureMeaning.Of(status, hasRetryAfter);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(meaning.MayHaveBeenApplied, Is.EqualTo(mayHaveBeenApplied));
            Assert.That(meaning.IsNotProcessed, Is.EqualTo(retried == "always"));
            Assert.That(meaning.IsTransient, Is.EqualTo(retried != "never"));
        }
    }

    [TestCaseSource(nameof(Statuses))]
    public async Task CreateAsync_and_GetAsync_treat_every_status_as_documented(int status, bool hasRetryAfter, bool mayHaveBeenApplied, string retried)
    {
        // The proxy's own status isn't Procore's.
        if (status == 407)
            return;
        var isRetried = (Create: retried == "always", Get: retried != "never");
        foreach (var (call, isRead, expected) in new[] { ("create", false, isRetried.Create ? 2 : 1), ("read", true, isRetried.Get ? 2 : 1) })
        {
            using var procore = new TimedProcore(
                _ => hasRetryAfter ? Answer.Json("{}", status, ("Retry-After", "1")) : Answer.Json("{}", status),
                options => options.Retry.MaxRetries = 1);
            var running = Attempts.Calls[call](procore.Users);
            await procore.Clock.AdvanceUntilAsync(running);
            var failure = Assert.CatchAsync<ProcoreException>(() => running);

            Assert.That((procore.Requests.Count, failure.MayHaveBeenApplied, failure.StatusCode), Is.EqualTo((expected, !isRead && mayHaveBeenApplied, (int?)status)), call);
        }
    }

    [Test]
    public void Documentation_contains_the_table_of_statuses()
    {
        var documentation = RepositoryRoot.ReadText("docs/faults.md");

        Assert.That(documentation.ReplaceLineEndings("\n"), Does.Contain($"\n{Table.ReplaceLineEndings("\n")}\n"));
    }

    public static IEnumerable<TestCaseData> Exceptions()
    {
        yield return Case(new HttpRequestException("", Socket(SocketError.ConnectionRefused)), ConnectionFailure.Refused, false);
        yield return Case(new HttpRequestException("", Socket(SocketError.HostNotFound)), ConnectionFailure.NameResolution, false);
        yield return Case(new HttpRequestException("", Socket(SocketError.NetworkUnreachable)), ConnectionFailure.Unreachable, false);
        yield return Case(new HttpRequestException("", new IOException("", Socket(SocketError.HostUnreachable))), ConnectionFailure.Broken, true);
        yield return Case(new HttpRequestException("", new AuthenticationException("The remote certificate is invalid.")), ConnectionFailure.UntrustedCertificate, false);
        yield return Case(new HttpRequestException("", new AuthenticationException("No common algorithm.")), ConnectionFailure.Tls, false);
        yield return Case(new TaskCanceledException("", new TimeoutException()), ConnectionFailure.Timeout, true);
        yield return Case(new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request failed with status code '407'."), ConnectionFailure.ProxyAuthentication, false);
        yield return Case(new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request failed with status code '502'."), ConnectionFailure.Proxy, false);
        yield return Case(new IOException(""), ConnectionFailure.Broken, true);
        yield return Case(Socket(SocketError.NotConnected), ConnectionFailure.Unreachable, false);
        yield return Case(new HttpRequestException("", new IOException("", Socket(SocketError.NotConnected))), ConnectionFailure.Broken, true);
        yield return Case(Socket(SocketError.ConnectionReset), ConnectionFailure.Broken, true);
    }

    [TestCaseSource(nameof(Exceptions))]
    public void Of_decides_every_kind_of_exception(Exception exception, ConnectionFailure kind, bool mayHaveBeenApplied)
    {
        Assert.That(FailureMeaning.KindOf(exception), Is.EqualTo(kind));
        Assert.That(FailureMeaning.Of(exception).MayHaveBeenApplied, Is.EqualTo(mayHaveBeenApplied));
    }

    private static TestCaseData Case(Exception exception, ConnectionFailure kind, bool mayHaveBeenApplied) =>
        new TestCaseData(exception, kind, mayHaveBeenApplied).SetArgDisplayNames(kind.ToString(), exception.GetType().Name);

    private static SocketException Socket(SocketError error) => new((int)error);

    private static bool Lists(string cell, int status, bool hasRetryAfter)
    {
        var text = status.ToString(CultureInfo.InvariantCulture);
        foreach (var part in cell.Split(',', StringSplitOptions.TrimEntries).Select(part => part.StartsWith("and ", StringComparison.Ordinal) ? part[4..] : part))
        {
            if (part.StartsWith("every", StringComparison.Ordinal))
                continue;
            if (part.Contains(" to ", StringComparison.Ordinal))
            {
                var ends = part.Split(" to ").Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList();
                if (status >= ends[0] && status <= ends[1])
                    return true;
            }
            else if (part.Split(' ')[0] == text && (part == text || part.Contains("without", StringComparison.Ordinal) != hasRetryAfter))
            {
                return true;
            }
        }
        return false;
    }
}
