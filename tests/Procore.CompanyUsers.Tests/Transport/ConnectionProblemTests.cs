using System.Net;
using System.Net.Sockets;

namespace Procore.CompanyUsers.Tests;

internal sealed class ConnectionProblemTests
{
    [TestCase(SocketError.ConnectionReset, "the connection was closed as soon as it was opened")]
    [TestCase(SocketError.ConnectionAborted, "the connection was closed as soon as it was opened")]
    [TestCase(SocketError.NotConnected, "the connection was closed as soon as it was opened")]
    [TestCase(SocketError.TimedOut, "the connection couldn't be opened in time")]
    [TestCase(SocketError.NetworkUnreachable, "there is no connection to its network")]
    [TestCase(SocketError.HostUnreachable, "there is no connection to its network")]
    public void Describe_says_why_no_connection_was_opened(SocketError error, string said)
    {
        // As .NET throws it, and as .NET Framework does.
        var exception = new HttpRequestException(HttpRequestError.ConnectionError, "No.", new WebException("No.", new SocketException((int)error), WebExceptionStatus.ConnectFailure, null));

        var kind = ConnectionProblem.KindOf(exception, new Uri("https://api.procore.com"));

        Assert.That(kind, Is.EqualTo(ConnectionFailure.Unreachable));
        Assert.That(ConnectionProblem.Describe(kind, exception, expired: null), Is.EqualTo($"Procore can't be reached, because {said}"));
    }

    [Test]
    public void Describe_says_that_a_connection_was_closed_without_a_wrapper()
    {
        var exception = new SocketException((int)SocketError.NotConnected);

        Assert.That(ConnectionProblem.Describe(ConnectionProblem.KindOf(exception, new Uri("https://api.procore.com")), exception, expired: null), Does.Contain("closed as soon as it was opened"));
    }
}
