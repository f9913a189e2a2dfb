using System.Collections.Concurrent;
using System.Diagnostics;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Facade;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>The spans that .NET makes of the requests, as they come of real ones.</summary>
public sealed class TraceTests : FacadeTest
{
    private const string EmailAddress = "zoe.pl4nted@example.com";

    private readonly ConcurrentQueue<Activity> _spans = new();

    [TestCase(200)]
    [TestCase(500)]
    public async Task Spans_have_the_call_as_parent_and_no_query_and_are_not_propagated(int status)
    {
        Stub(Answer(status, "[]"));
        using var root = new Activity("test").AddBaggage("customer", "Zoe").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == root.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == root.TraceId)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);

        await Task.WhenAny(Users.ListAsync(new CompanyUserQuery { Search = EmailAddress }).ToListAsync().AsTask());

        var call = _spans.Single(span => span.Source.Name == "Procore.CompanyUsers");
        var request = _spans.Single(span => span.Source.Name == "System.Net.Http");
        Assert.That(call.OperationName, Is.EqualTo("CompanyUsers.List"));
        Assert.That(request.ParentSpanId, Is.EqualTo(call.SpanId));
        Assert.That(request.GetTagItem("url.full"), Is.EqualTo(new Uri(Server.Address, FacadeRoute.Path($"GET /companies/{CompanyId}/users?*")).AbsoluteUri));
        Assert.That(_spans.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Value}"), Has.None.Contains("pl4nted").And.None.Contains("token-of-the-test"));

        var sent = Requests.Single();
        Assert.That(sent.Query, Does.Contain("pl4nted"));
        Assert.That(sent.Headers.Select(header => header.Key), Has.None.EqualTo("traceparent").IgnoreCase.And.None.EqualTo("baggage").IgnoreCase.And.None.EqualTo("Correlation-Context").IgnoreCase);
    }
}
