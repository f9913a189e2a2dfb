using System.Globalization;
using System.Runtime.CompilerServices;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Wire;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class ErrorTests : FacadeTest
{
    private const long UserId = 5_000_000_123;
    private const string Person = "zoe@example.com";

    private static readonly int[] Statuses = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503];

    private static readonly IReadOnlyList<Said> Shapes =
    [
        new("""{ "errors": "No such thing" }""", (null, "No such thing", null)),
        new("""{ "errors": ["One", "Two"] }""", (null, "One", null), (null, "Two", null)),
        new(
            """{ "errors": { "email_address": ["is taken", "is odd"], "base": ["Closed"] } }""",
            ("email_address", "is taken", null), ("email_address", "is odd", null), (null, "Closed", null)),
        new("""{ "message": "No such thing" }""", (null, "No such thing", null)),
        new("""{ "error": "invalid_token", "error_description": "Expired" }""", (null, "Expired", "invalid_token")),
        new(
            """{ "code": 7, "message": "Wrong", "fields": { "city": ["is blank"] } }""",
            (null, "Wrong", "7"), ("city", "is blank", null)),
        new(
            """{ "error": { "code": "INVALID", "message": "Wrong", "details": [{ "reason_code": "BLANK", "message": "City is blank" }] } }""",
            (null, "Wrong", "INVALID"), (null, "City is blank", "BLANK")),
        new("<!DOCTYPE html><html><head><title>Bad gateway</title></head><body>x</body></html>", (null, "Bad gateway", null)) { ContentType = "text/html" },
        new("Not today", (null, "Not today", null)) { ContentType = "text/plain" },
        new(""),
    ];

    [Test]
    public async Task ProcoreException_has_the_messages_of_every_error_shape(
        [ValueSource(nameof(Statuses))] int status, [ValueSource(nameof(Shapes))] Said said)
    {
        ArgumentNullException.ThrowIfNull(said);
        Stub(Answer(status, said.Body, said.ContentType));

        var refusal = Assert.CatchAsync<ProcoreException>(() => Users.GetAsync(UserId));

        Assert.That(refusal.StatusCode, Is.EqualTo(status));
        Assert.That(refusal.Errors.Select(e => (e.Field, e.Message, e.Code)), Is.EqualTo(said.Errors));
        Assert.That(refusal.RequestId, Is.EqualTo("request-1"));
        Assert.That(refusal.RetryAfter, Is.Null);
        Assert.That(refusal.Message, Does.Contain($"{status}").And.Contain(FacadeRoute.Line("GET /companies/{company_id}/users/{id}")));
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Every_method_throws_for_a_refusal(string operation, Func<ICompanyUsers, Task> call)
    {
        Stub(Answer(422, $$$"""{ "errors": { "email_address": ["{{{Person}}} is taken"] } }"""));

        var refusal = Assert.CatchAsync<ProcoreException>(() => call(Users));

        Assert.That(refusal.StatusCode, Is.EqualTo(422));
        Assert.That(refusal.Operation, Is.EqualTo(operation));
        Assert.That(refusal.Errors.Select(e => (e.Field, e.Message)), Is.EqualTo([("email_address", $"{Person} is taken")]));
        AssertNamesOperationAlone(refusal, operation);
        Assert.That(Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Every_method_throws_for_a_redirect(string operation, Func<ICompanyUsers, Task> call)
    {
        Stub(Answer(307, "").WithHeader("Location", new Uri(Server.Address, "/elsewhere").AbsoluteUri));

        var refusal = Assert.CatchAsync<ProcoreException>(() => call(Users));

        Assert.That(refusal.StatusCode, Is.EqualTo(307));
        Assert.That(refusal.Operation, Is.EqualTo(operation));
        Assert.That(Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Every_method_throws_for_an_HTML_page(string operation, Func<ICompanyUsers, Task> call)
    {
        Stub(Answer(200, $"<html><title>Sign in, {Person}</title></html>", "text/html"));

        AssertUnreadable(operation, call);
    }

    [TestCaseSource(nameof(CallsForOne))]
    public async Task GetAsync_throws_for_a_truncated_user(string operation, Func<ICompanyUsers, Task> call)
    {
        Stub(Answer(200, $$"""{ "id": 5000000123, "email_address": "{{Person}}" """));

        AssertUnreadable(operation, call);
    }

    [TestCaseSource(nameof(Listings))]
    public async Task ListAsync_throws_for_a_truncated_page(string operation, Func<ICompanyUsers, Task> call)
    {
        Stub(Answer(200, $$"""[{ "id": 5000000123, "email_address": "{{Person}}" }"""));

        AssertUnreadable(operation, call);
    }

    [TestCaseSource(nameof(CallsForUsers))]
    public async Task GetAsync_throws_for_a_value_of_another_type(string operation, Func<ICompanyUsers, Task> call)
    {
        Stub(Answer(200, $$"""{ "id": "{{Person}}" }"""));

        AssertUnreadable(operation, call);
    }

    [Test]
    public async Task GetAsync_names_the_path_of_a_value_of_another_type()
    {
        Stub(Answer(200, $$"""[{ "id": 5000000001 }, { "id": "{{Person}}" }]"""));

        var failure = Assert.CatchAsync<ProcoreException>(async () => await Users.ListAsync().CountAsync());

        Assert.That(failure.Message, Does.Contain("[1].id"));
        AssertNamesOperationAlone(failure, FacadeRoute.Line("GET /companies/{company_id}/users"));
    }

    [TestCaseSource(nameof(CallsForUsers))]
    public async Task GetAsync_throws_for_an_empty_response(string operation, Func<ICompanyUsers, Task> call)
    {
        Stub(Answer(200, ""));

        AssertUnreadable(operation, call);
    }

    [TestCaseSource(nameof(CallsForUsers))]
    public async Task GetAsync_throws_for_null(string operation, Func<ICompanyUsers, Task> call)
    {
        Stub(Answer(200, "null"));

        AssertUnreadable(operation, call);
    }

    [TestCase(429)]
    [TestCase(503)]
    public async Task ProcoreException_has_the_time_of_Retry_After(int status)
    {
        Stub(Answer(status, """{ "message": "Too many requests" }""").WithHeader("Retry-After", "7"));

        var refusal = Assert.CatchAsync<ProcoreException>(() => Users.GetAsync(UserId));

        Assert.That(refusal.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task ProcoreException_measures_Retry_After_by_the_clock_of_the_server()
    {
        Stub(Answer(503, "").WithDate("Sun, 06 Nov 1994 08:49:07 GMT").WithHeader("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"));

        var refusal = Assert.CatchAsync<ProcoreException>(() => Users.GetAsync(UserId));

        Assert.That(refusal.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    private static IEnumerable<TestCaseData> CallsForOne() =>
    [
        Call(FacadeRoute.Line("GET /companies/{company_id}/me"), users => users.GetCurrentAsync()),
        Call(FacadeRoute.Line("GET /companies/{company_id}/users/{id}"), users => users.GetAsync(UserId)),
        Call(
            FacadeRoute.Line("POST /companies/{company_id}/users"),
            users => users.CreateAsync(new NewCompanyUser("Hara", Person))),
        Call(
            FacadeRoute.Line("PATCH /companies/{company_id}/users/{id}"),
            users => users.UpdateAsync(UserId, new CompanyUserChanges { EmailAddress = Person })),
        Call(FacadeRoute.Line("PATCH /companies/{company_id}/users/{id}"), users => users.DeactivateAsync(UserId)),
        Call(FacadeRoute.Line("PATCH /companies/{company_id}/users/inactive/{id}"), users => users.ReactivateAsync(UserId)),
    ];

    private static IEnumerable<TestCaseData> Listings() =>
    [
        Call(FacadeRoute.Line("GET /companies/{company_id}/users"), users => users.ListAsync().CountAsync().AsTask()),
        Call(FacadeRoute.Line("GET /companies/{company_id}/users"), users => users.ListPagesAsync().CountAsync().AsTask()),
        Call(FacadeRoute.Line("GET /companies/{company_id}/users"), users => users.ListIdsAsync().CountAsync().AsTask()),
        Call(FacadeRoute.Line("GET /users"), users => users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }).CountAsync().AsTask()),
        Call(
            FacadeRoute.Line("GET /companies/{company_id}/users/inactive"),
            users => users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Inactive }).CountAsync().AsTask()),
    ];

    private static IEnumerable<TestCaseData> CallsForUsers() => [.. CallsForOne(), .. Listings()];

    private static IEnumerable<TestCaseData> Calls() =>
    [
        .. CallsForUsers(),
        Call(FacadeRoute.Line("PATCH /companies/{company_id}/users/{id}/invite"), users => users.InviteAsync(UserId)),
        Call(FacadeRoute.Line("POST /companies/{company_id}/users/bulk_add", api: 2), users => users.StartAddToProjectsAsync([new ProjectAssignment(UserId, 7_000_000_001)])),
        Call(FacadeRoute.Line("POST /companies/{company_id}/users/bulk_remove", api: 2), users => users.StartRemoveFromProjectsAsync([new ProjectMember(UserId, 7_000_000_001)])),
        Call(FacadeRoute.Line("GET /companies/{company_id}/users/bulk/status/{id}", api: 2), users => users.GetBulkJob("7").GetStatusAsync()),
    ];

    private static TestCaseData Call(
        string operation,
        Func<ICompanyUsers, Task> call,
        [CallerArgumentExpression(nameof(call))] string text = "") =>
        new TestCaseData(operation, call).SetArgDisplayNames(text);

    private void AssertUnreadable(string operation, Func<ICompanyUsers, Task> call)
    {
        var failure = Assert.CatchAsync<ProcoreException>(() => call(Users));

        Assert.That(failure.StatusCode, Is.EqualTo(200));
        Assert.That(failure.Operation, Is.EqualTo(operation));
        Assert.That(failure.RequestId, Is.EqualTo("request-1"));
        AssertNamesOperationAlone(failure, operation);
    }

    /// <summary>The message can be logged: neither what was sent nor what was answered is in it, nor in that of its cause.</summary>
    private void AssertNamesOperationAlone(ProcoreException failure, string operation)
    {
        Assert.That(failure.Message, Does.Contain(operation));
        Assert.That(
            failure.ToString(),
            Does.Not.Contain(Person).And.Not.Contain("Hara")
                .And.Not.Contain(UserId.ToString(CultureInfo.InvariantCulture)).And.Not.Contain(CompanyId.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A body and the messages that are read out of it.</summary>
    public sealed record Said(string Body, params (string? Field, string Message, string? Code)[] Errors)
    {
        public string ContentType { get; init; } = "application/json";

        public override string ToString() => Body.Length == 0 ? "nothing" : Body;
    }
}
