namespace Procore.CompanyUsers.Tests;

internal sealed class FailedCallTests
{
    public static IEnumerable<TestCaseData> Calls()
    {
        foreach (var (method, call) in FacadeCalls.ByMethod)
            yield return new TestCaseData(call).SetArgDisplayNames(method);
    }

    public static IEnumerable<TestCaseData> CallsWithAnAnswer()
    {
        foreach (var (method, call) in FacadeCalls.ByMethod.Where(pair => pair.Key != nameof(ICompanyUsers.InviteAsync) && !pair.Key.Contains("Project") && !pair.Key.Contains("Roles")))
            yield return new TestCaseData(call).SetArgDisplayNames(method);
    }

    [Test]
    public async Task Every_method_throws_ProcoreException_with_the_status(
        [ValueSource(nameof(Methods))] string method,
        [Values(307, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503)] int status)
    {
        using var procore = ScriptedProcore.Answering("""{"message":"No"}""", status);

        Assert.That(
            await FailureOf(FacadeCalls.ByMethod[method](procore.Users)),
            Is.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(status).And.Message.Contains("No"));
    }

    [TestCaseSource(nameof(CallsWithAnAnswer))]
    public async Task Methods_that_return_a_user_throw_when_a_success_has_no_body(Func<ICompanyUsers, Task> call)
    {
        using var procore = new ScriptedProcore(_ =>
        {
            var answer = Answer.Empty(200);
            answer.Headers.Add("X-Request-Id", "abc-123");
            return answer;
        });

        var failure = (ProcoreException)await FailureOf(call(procore.Users));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Message, Does.Contain(failure.Operation!).And.Contain("/rest/v").And.Contain("200"));
            Assert.That(failure.StatusCode, Is.EqualTo(200));
            Assert.That(failure.RequestId, Is.EqualTo("abc-123"));
        }
    }

    [Test]
    public async Task InviteAsync_accepts_a_success_without_a_body()
    {
        using var procore = new ScriptedProcore(_ => Answer.Empty(202));

        await procore.Users.InviteAsync(7);

        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void InviteAsync_accepts_any_success_body_except_HTML()
    {
        using var procore = new ScriptedProcore(request => Answer.Text("<p>Accepted</p>", request.Line.Contains("/7/") ? "text/plain" : "text/html", 202));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => procore.Users.InviteAsync(7), Throws.Nothing);
            Assert.That(() => procore.Users.InviteAsync(8), Throws.InstanceOf<ProcoreException>());
        }
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Every_method_throws_ProcoreConnectionException_when_disconnected(Func<ICompanyUsers, Task> call)
    {
        using var procore = new ScriptedProcore(_ => throw new HttpRequestException("Connection reset."));

        Assert.That(await FailureOf(call(procore.Users)), Is.TypeOf<ProcoreConnectionException>().With.InnerException.TypeOf<HttpRequestException>());
    }

    [Test]
    public void GetAsync_does_not_follow_a_redirect()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("{}", 307, ("Location", "https://elsewhere.example.com/")));

        Assert.That(() => procore.Users.GetAsync(7), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(307));
        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void ListIdsAsync_throws_when_a_user_has_no_id()
    {
        using var procore = ScriptedProcore.Answering("""[{"name":"Zoë"}]""");

        Assert.That(
            async () => await procore.Users.ListIdsAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }).ReadAllAsync(),
            Throws.InstanceOf<ProcoreException>().With.Message.Contains("id"));
    }

    /// <summary>What failed: where there are several items, it is within what accounts for them.</summary>
    private static async Task<Exception> FailureOf(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception failure)
        {
            return failure is SyncInterruptedException or ProjectsInterruptedException ? failure.InnerException! : failure;
        }
        throw new AssertionException("It succeeded.");
    }

    private static IEnumerable<string> Methods() => FacadeCalls.ByMethod.Keys;
}
