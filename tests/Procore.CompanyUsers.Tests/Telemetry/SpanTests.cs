using System.Collections.Concurrent;
using System.Diagnostics;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class SpanTests
{
    private static IEnumerable<string> Methods() => FacadeCalls.ByMethod.Keys;

    private static IEnumerable<string> Lookups() => FacadeCalls.ByLookup.Keys;

    [TestCaseSource(nameof(Methods))]
    public async Task Every_method_creates_one_span_around_its_requests(string method)
    {
        using var listener = new Listener();
        var within = new ConcurrentBag<string?>();
        using var procore = new ScriptedProcore(request =>
        {
            within.Add(Activity.Current?.SpanId.ToHexString());
            return FacadeCalls.AnswerTo(request);
        });

        await FacadeCalls.ByMethod[method](procore.Users);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(listener.Spans, Has.Count.EqualTo(method.StartsWith("List", StringComparison.Ordinal) && method != nameof(ICompanyUsers.ListProjectsAsync) ? 3 : 1), "there are three listings of users");
            Assert.That(listener.Spans.Select(span => span.OperationName), Has.All.EqualTo(NameOf(method)));
            Assert.That(listener.Spans.Select(span => span.ParentSpanId), Has.All.EqualTo(listener.Root.SpanId));
            Assert.That(listener.Spans.Select(span => span.GetTagItem("procore.company.id")), Has.All.EqualTo($"{ScriptedProcore.CompanyId}"));
            Assert.That(listener.Spans.Select(span => (span.GetTagItem("error.type"), span.Status)), Has.All.EqualTo(((object?)null, ActivityStatusCode.Unset)));
            Assert.That(within.Distinct(), Is.EquivalentTo(listener.Spans.Select(span => span.SpanId.ToHexString())));
            Assert.That(Activity.Current, Is.SameAs(listener.Root));
        }
    }

    [TestCaseSource(nameof(Lookups))]
    public async Task A_list_beside_the_users_is_a_span_of_its_name(string method)
    {
        using var listener = new Listener();
        using var procore = new ScriptedProcore(FacadeCalls.AnswerTo);

        await FacadeCalls.ByLookup[method](procore.Company);

        Assert.That(listener.Spans.Select(span => span.OperationName), Is.Not.Empty.And.All.EqualTo(method[1..].Replace("Async", "", StringComparison.Ordinal)));
    }

    [TestCaseSource(nameof(Methods))]
    public async Task Every_method_sets_only_the_error_type_when_it_fails(string method)
    {
        using var listener = new Listener();
        using var procore = ScriptedProcore.Answering("""{"message":"Ada Abbott is taken"}""", 422);

        await Task.WhenAny(FacadeCalls.ByMethod[method](procore.Users));

        var span = listener.Spans.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(span.OperationName, Is.EqualTo(NameOf(method)));
            Assert.That((span.GetTagItem("error.type"), span.Status, span.StatusDescription), Is.EqualTo(((object)"422", ActivityStatusCode.Error, (string?)null)));
            Assert.That(span.Events, Is.Empty);
            Assert.That(listener.Measurements("procore.client.call.duration").Single().Tags, Is.EquivalentTo(new Dictionary<string, object?> { ["procore.operation.name"] = NameOf(method), ["error.type"] = "422" }));
        }
    }

    [TestCaseSource(nameof(Methods))]
    public async Task Every_method_behaves_the_same_with_and_without_a_listener(string method)
    {
        using var procore = ScriptedProcore.Answering("{}", 418);
        var unobserved = Assert.CatchAsync(() => FacadeCalls.ByMethod[method](procore.Users))!;

        using var listener = new Listener();
        var observed = Assert.CatchAsync(() => FacadeCalls.ByMethod[method](procore.Users))!;

        Assert.That((observed.GetType(), observed.Message), Is.EqualTo((unobserved.GetType(), unobserved.Message)));
        Assert.That(() => { _ = procore.Users.ListAsync(new CompanyUserQuery { Sort = [CompanyUserSort.Projects], Status = CompanyUserStatus.Inactive }); }, Throws.ArgumentException);
        Assert.That(() => { _ = procore.Users.SyncStreamingAsync((IAsyncEnumerable<CompanyUserSyncItem>)null!); }, Throws.ArgumentNullException);
        await Task.CompletedTask;
    }

    [Test]
    public async Task ListAsync_creates_one_span_from_the_first_page_to_the_last()
    {
        using var listener = new Listener();
        using var procore = new ScriptedProcore(request => Answer.Users([request.Page], ("Total", "5"), ("Per-Page", "1")), options => options.Paging.PageSize = 1);
        var seen = new List<Activity?>();

        await foreach (var _ in procore.Users.ListAsync())
        {
            seen.Add(Activity.Current);
            Assert.That(listener.Spans, Is.Empty);
            using var own = new Activity("the reader's own").Start();
            await Task.Yield();
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Has.Count.EqualTo(5).And.All.SameAs(listener.Root));
            Assert.That(listener.Spans.Single().GetTagItem("procore.item.count"), Is.EqualTo(5));
            Assert.That(listener.Measurements("procore.client.call.duration"), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task ListAsync_ends_its_span_without_an_error_when_the_reader_stops()
    {
        using var listener = new Listener();
        using var procore = new ScriptedProcore(request => Answer.Users([request.Page], ("Total", "5"), ("Per-Page", "1")), options => options.Paging.PageSize = 1);

        await foreach (var _ in procore.Users.ListAsync())
            break;

        var span = listener.Spans.Single();
        Assert.That((span.GetTagItem("procore.item.count"), span.Status), Is.EqualTo(((object)1L, ActivityStatusCode.Unset)));
        Assert.That(listener.Measurements("procore.client.call.duration"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ListAsync_creates_two_spans_when_it_is_enumerated_twice()
    {
        using var listener = new Listener();
        using var procore = new ScriptedProcore(FacadeCalls.AnswerTo);
        var listing = procore.Users.ListAsync();

        await listing.ReadAllAsync();
        await listing.ReadAllAsync();

        Assert.That(listener.Spans, Has.Count.EqualTo(2));
    }

    [TestCase("refused", "Procore.CompanyUsers.ProcoreConnectionException")]
    [TestCase("cancelled", "System.OperationCanceledException")]
    [TestCase("unreadable", "Procore.CompanyUsers.ProcoreException")]
    [TestCase("mistaken", "System.ArgumentOutOfRangeException")]
    public async Task GetAsync_sets_the_exception_type_as_error_type_of_its_span(string failure, string type)
    {
        using var listener = new Listener();
        using var cancellation = new CancellationTokenSource();
        using var procore = new ScriptedProcore(_ => failure switch
        {
            "refused" => throw new HttpRequestException("ada@example.com"),
            "cancelled" => Cancelled(),
            _ => Answer.Text("<html>", "text/html", 200),
        });

        await Task.WhenAny(procore.Users.GetAsync(failure == "mistaken" ? 0 : 7, cancellation.Token));

        Assert.That(listener.Spans.Single().GetTagItem("error.type"), Is.EqualTo(type));

        HttpResponseMessage Cancelled()
        {
            cancellation.Cancel();
            cancellation.Token.ThrowIfCancellationRequested();
            return Answer.Empty(200);
        }
    }

    [Test]
    public async Task SyncAsync_sets_the_cause_of_an_interruption_as_error_type()
    {
        using var listener = new Listener();
        using var procore = ScriptedProcore.Answering("{}", 500);

        await Task.WhenAny(procore.Users.SyncAsync([new CompanyUserSyncItem { Id = 7 }]));

        Assert.That(listener.Spans.Single().GetTagItem("error.type"), Is.EqualTo("500"));
    }

    private static string NameOf(string method) => method == nameof(ICompanyUsers.GetBulkJob) ? "BulkJob.GetStatus" : $"CompanyUsers.{method.Replace("StreamingAsync", "Async").Replace("Async", "")}";
}
