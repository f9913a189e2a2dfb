using System.Net;

namespace Procore.CompanyUsers.Tests;

internal sealed class OtherRequestTests
{
    public static IEnumerable<TestCaseData> Failures()
    {
        yield return Case(new IOException("/home/carl/import.csv"));
        yield return Case(new InvalidOperationException("/home/carl/import.csv"));
        yield return Case(new HttpRequestException("/home/carl/import.csv"));
        yield return Case(new OperationCanceledException("/home/carl/import.csv"));
        yield return Case(new ProcoreException("/home/carl/import.csv"));

        static TestCaseData Case(Exception failure) => new TestCaseData(failure).SetArgDisplayNames(failure.GetType().Name);
    }

    [TestCaseSource(nameof(Failures))]
    public void SendAsync_throws_a_ProcoreException_if_the_content_cannot_be_read(Exception failure)
    {
        using var procore = ScriptedProcore.Answering("{}");
        foreach (var send in new Func<HttpRequestMessage, CancellationToken, Task>[] { procore.Client.SendAsync, procore.Client.Company(7).SendAsync })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "rest/v1.0/projects") { Content = new FailingContent(failure) };

            var thrown = Assert.ThrowsAsync<ProcoreException>(() => send(request, CancellationToken.None));

            Assert.That((thrown.Operation, thrown.MayHaveBeenApplied), Is.EqualTo(("POST /rest/v1.0/projects", false)));
            Assert.That(thrown.Message, Does.Contain(failure.GetType().Name).And.Contain("Nothing was sent"));
            Assert.That(thrown.ToString(), Does.Not.Contain("carl"));
        }
        Assert.That(procore.Requests, Is.Empty);
    }

    [Test]
    public void SendAsync_throws_OperationCanceledException_if_the_caller_cancels()
    {
        using var procore = ScriptedProcore.Answering("{}");
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        using var request = new HttpRequestMessage(HttpMethod.Post, "rest/v1.0/projects") { Content = new FailingContent(new IOException("No.")) };

        Assert.That(() => procore.Client.SendAsync(request, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private sealed class FailingContent(Exception failure) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw failure;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
